using CanaryOperator.Runtime.Events;

namespace CanaryOperator.Runtime.Tests.Events;

public class TokenBucketTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TokenBucket _bucket = new(3, TimeSpan.FromMinutes(5), Start);

    [Fact]
    public void It_allows_a_burst_and_then_one_per_refill()
    {
        Taken(Start).Should().Be(3);
        Taken(Start.AddMinutes(4.9)).Should().Be(0);
        Taken(Start.AddMinutes(5)).Should().Be(1);
        Taken(Start.AddMinutes(15)).Should().Be(2);
    }

    [Fact]
    public void It_never_holds_more_than_a_burst()
    {
        Taken(Start.AddDays(1)).Should().Be(3);
    }

    [Fact]
    public void A_clock_that_is_set_back_gives_nothing_and_takes_nothing()
    {
        _bucket.TryTake(Start);
        Taken(Start.AddDays(-1)).Should().Be(2);
    }

    private int Taken(DateTimeOffset at) => Enumerable.Range(0, 10).Count(_ => _bucket.TryTake(at));
}
