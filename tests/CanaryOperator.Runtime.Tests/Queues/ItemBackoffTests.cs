using CanaryOperator.Runtime.Queues;

namespace CanaryOperator.Runtime.Tests.Queues;

public sealed class ItemBackoffTests
{
    private readonly ItemBackoff<string> _backoff = new();

    [Fact]
    public void Next_FailuresInARow_DoublesFromFiveMilliseconds()
    {
        Delays(5).Should().Equal(5, 10, 20, 40, 80);
    }

    [Fact]
    public void Next_ManyFailures_StaysAtThousandSecondsForEver()
    {
        Delays(5000).Skip(18).Should().AllBeEquivalentTo(1_000_000d);
    }

    [Fact]
    public void Forget_AfterFailures_StartsAnew()
    {
        Delays(7);
        _backoff.Forget("a");

        Delays(1).Should().Equal(5);
    }

    [Fact]
    public void Next_AnotherKey_CountsByItself()
    {
        Delays(7);

        _backoff.Next("b").Should().Be(TimeSpan.FromMilliseconds(5));
    }

    private List<double> Delays(int count) => [.. Enumerable.Range(0, count).Select(_ => _backoff.Next("a").TotalMilliseconds)];
}
