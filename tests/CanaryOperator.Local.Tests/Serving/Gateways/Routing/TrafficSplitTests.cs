using CanaryOperator.Local.Serving.Gateways.Routing;
using CanaryOperator.Local.Tests.Serving.Gateways.Support;

namespace CanaryOperator.Local.Tests.Serving.Gateways.Routing;

public sealed class TrafficSplitTests
{
    private const int Draws = 100_000;

    /// <summary>Standard deviations to either side that hold 99.9 % of all outcomes.</summary>
    private const double Deviations = 3.29;

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(99)]
    public void Shares_are_as_configured_within_chance(int percent)
    {
        var split = TrafficSplit.Of(Some.Route(Some.Share("b", percent), Some.Share("a", 100 - percent)));
        var random = new SharedRandom(new Random(4));

        var drawn = Enumerable.Range(0, Draws).Count(_ => split.Pick(random.NextDouble()).Name == "b");

        var share = percent / 100.0;
        drawn.Should().BeCloseTo((int)(Draws * share), (uint)(Deviations * Math.Sqrt(Draws * share * (1 - share))));
    }

    [Fact]
    public void A_revision_without_a_share_is_never_drawn()
    {
        var split = TrafficSplit.Of(Some.Route(Some.Share("none", 0), Some.Share("all", 100), Some.Tag("prev", "tagged")));

        split.Pick(0).Name.Should().Be("all");
        split.Pick(0.999_999).Name.Should().Be("all");
        split.Has(new(Some.Namespace, "none")).Should().BeFalse();
        split.Has(new(Some.Namespace, "all")).Should().BeTrue();
    }

    [Fact]
    public void Draws_of_many_threads_are_even_too()
    {
        var random = new SharedRandom(new Random(5));
        var low = 0;

        Parallel.For(0, Draws, _ => Interlocked.Add(ref low, random.NextDouble() < 0.1 ? 1 : 0));

        low.Should().BeCloseTo(Draws / 10, (uint)(Deviations * Math.Sqrt(Draws * 0.1 * 0.9)));
    }
}
