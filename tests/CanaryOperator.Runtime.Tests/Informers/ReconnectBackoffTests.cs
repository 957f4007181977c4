using CanaryOperator.Runtime.Informers;

namespace CanaryOperator.Runtime.Tests.Informers;

public sealed class ReconnectBackoffTests
{
    [Fact]
    public void Next_ServerRefusesInARow_DoublesFrom800MillisecondsTo30Seconds()
    {
        var backoff = new ReconnectBackoff(new Always(0));

        Delays(backoff, 8).Should().Equal(800, 1600, 3200, 6400, 12800, 25600, 30000, 30000);
    }

    [Fact]
    public void Next_NobodyAnswersInARow_DoublesFrom800MillisecondsTo2Seconds()
    {
        var backoff = new ReconnectBackoff(new Always(0));

        Delays(backoff, 4, isUnreachable: true).Should().Equal(800, 1600, 2000, 2000);
    }

    [Fact]
    public void Next_ServerIsBackButRefuses_StartsAnewAndGivesItTimeToStart()
    {
        var backoff = new ReconnectBackoff(new Always(0));
        Delays(backoff, 5, isUnreachable: true);

        Delays(backoff, 8).Should().Equal(800, 1600, 2000, 2000, 2000, 4000, 8000, 16000);
    }

    [Fact]
    public void Next_LargestJitter_AddsAsMuchAgain()
    {
        var backoff = new ReconnectBackoff(new Always(1));

        Delays(backoff, 8).Should().Equal(1600, 3200, 6400, 12800, 25600, 51200, 60000, 60000);
    }

    [Fact]
    public void Next_ConnectionLastedTwoMinutes_StartsAnew()
    {
        var backoff = new ReconnectBackoff(new Always(0));
        Delays(backoff, 5);

        backoff.Next(TimeSpan.FromMinutes(2), isUnreachable: false).TotalMilliseconds.Should().Be(800);
        backoff.Next(TimeSpan.Zero, isUnreachable: false).TotalMilliseconds.Should().Be(1600);
    }

    [Fact]
    public void Next_ConnectionLastedLess_GoesOnDoubling()
    {
        var backoff = new ReconnectBackoff(new Always(0));
        Delays(backoff, 1);

        backoff.Next(TimeSpan.FromSeconds(119), isUnreachable: false).TotalMilliseconds.Should().Be(1600);
    }

    private static List<double> Delays(ReconnectBackoff backoff, int count, bool isUnreachable = false) =>
        [.. Enumerable.Range(0, count).Select(_ => backoff.Next(TimeSpan.Zero, isUnreachable).TotalMilliseconds)];

    private sealed class Always(double value) : Random
    {
        public override double NextDouble() => value;
    }
}
