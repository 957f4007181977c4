using CanaryOperator.Core.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace CanaryOperator.Core.Tests.Statistics;

public sealed class BinomialTests
{
    private const int Samples = 2_000;
    private const ulong Seed = 20_261_122;

    /// <summary>FsCheck's generator takes odd ones.</summary>
    private const ulong Gamma = 1;

    // The first ones are in every table of the distribution; all were computed with exact fractions, the large ones with 50 digits.
    [Theory]
    [InlineData(1, 0.5, 0.99, 0, 1)]
    [InlineData(10, 0.5, 0.95, 2, 8)]
    [InlineData(20, 0.25, 0.9, 2, 8)]
    [InlineData(100, 0.5, 0.95, 40, 60)]
    [InlineData(100, 0.1, 0.99, 3, 18)]
    [InlineData(500, 0.01, 0.99, 0, 12)]
    [InlineData(1_500, 0.1, 0.99, 121, 181)]
    [InlineData(2_000, 0.1, 0.999, 157, 245)]
    [InlineData(2_000, 0.9, 0.999, 1_755, 1_843)]
    [InlineData(5_000, 0.001, 0.999, 0, 14)]
    [InlineData(10_000_000, 0.5, 0.99, 4_995_927, 5_004_073)]
    [InlineData(10_000_000, 0.1, 0.999, 996_880, 1_003_123)]
    [InlineData(10_000_000, 0.000_001, 0.99, 3, 19)]
    public void The_interval_is_the_known_one(long trials, double probability, double confidence, long lower, long upper) =>
        Binomial.CentralInterval(trials, probability, confidence).Should().Be(new CountInterval(lower, upper));

    [Theory]
    [InlineData(0, 0.5, 0, 0)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(0, 1, 0, 0)]
    [InlineData(10_000_000, 0, 0, 0)]
    [InlineData(10_000_000, 1, 10_000_000, 10_000_000)]
    [InlineData(10_000_000, 1e-300, 0, 0)]
    [InlineData(10_000_000, double.Epsilon, 0, 0)]
    [InlineData(10_000_000, 1 - 1e-16, 10_000_000, 10_000_000)]
    public void What_is_certain_or_nearly_so_leaves_one_count(long trials, double probability, long lower, long upper) =>
        Binomial.CentralInterval(trials, probability, 0.99).Should().Be(new CountInterval(lower, upper));

    [Fact]
    public void Contains_counts_both_ends()
    {
        var interval = new CountInterval(2, 8);

        new long[] { 1, 2, 8, 9 }.Select(interval.Contains).Should().Equal(false, true, true, false);
        interval.ToString().Should().Be("2 to 8");
    }

    [Theory]
    [InlineData(-1, 0.5, 0.99, "trials")]
    [InlineData(1, -0.1, 0.99, "probability")]
    [InlineData(1, 1.1, 0.99, "probability")]
    [InlineData(1, double.NaN, 0.99, "probability")]
    [InlineData(1, 0.5, 0, "confidence")]
    [InlineData(1, 0.5, 1, "confidence")]
    [InlineData(1, 0.5, double.NaN, "confidence")]
    public void What_makes_no_sense_is_refused_by_name(long trials, double probability, double confidence, string name) =>
        FluentActions.Invoking(() => Binomial.CentralInterval(trials, probability, confidence))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName(name);

    [Fact]
    public void The_interval_holds_at_least_the_confidence_and_no_narrower_one_leaves_out_as_little_on_each_side() =>
        Check((trials, probability, confidence) =>
        {
            var interval = Binomial.CentralInterval(trials, probability, confidence);
            var likelihoods = Likelihoods(trials, probability);
            var (tail, slack) = ((1 - confidence) / 2, 1e-12);

            likelihoods[(int)interval.Lower..((int)interval.Upper + 1)].Sum().Should().BeGreaterOrEqualTo(confidence - slack);
            likelihoods[..(int)interval.Lower].Sum().Should().BeLessOrEqualTo(tail + slack);
            likelihoods[..((int)interval.Lower + 1)].Sum().Should().BeGreaterOrEqualTo(tail - slack);
            likelihoods[((int)interval.Upper + 1)..].Sum().Should().BeLessOrEqualTo(tail + slack);
            likelihoods[(int)interval.Upper..].Sum().Should().BeGreaterOrEqualTo(tail - slack);
        });

    [Fact]
    public void More_confidence_widens_it_and_more_probability_moves_it_up() => Check((trials, probability, confidence) =>
    {
        var interval = Binomial.CentralInterval(trials, probability, confidence);
        var wider = Binomial.CentralInterval(trials, probability, (1 + confidence) / 2);
        var higher = Binomial.CentralInterval(trials, (1 + probability) / 2, confidence);

        wider.Lower.Should().BeLessOrEqualTo(interval.Lower);
        wider.Upper.Should().BeGreaterOrEqualTo(interval.Upper);
        higher.Lower.Should().BeGreaterOrEqualTo(interval.Lower);
        higher.Upper.Should().BeGreaterOrEqualTo(interval.Upper);
    });

    [Fact]
    public void Failures_are_the_mirror_image_of_successes() => Check((trials, probability, confidence) =>
    {
        var successes = Binomial.CentralInterval(trials, probability, confidence);
        var failures = Binomial.CentralInterval(trials, 1 - probability, confidence);

        failures.Should().Be(new CountInterval(trials - successes.Upper, trials - successes.Lower));
    });

    /// <summary>By Pascal's rule, one trial after the other: slow, and another way than the one under test.</summary>
    private static double[] Likelihoods(int trials, double probability)
    {
        var likelihoods = new double[trials + 1];
        likelihoods[0] = 1;
        for (var trial = 1; trial <= trials; trial++)
        {
            for (var count = trial; count > 0; count--)
            {
                likelihoods[count] = (likelihoods[count] * (1 - probability)) + (likelihoods[count - 1] * probability);
            }

            likelihoods[0] *= 1 - probability;
        }

        return likelihoods;
    }

    /// <summary>Probabilities are multiples of 2^-10, so that 1 minus one is exact.</summary>
    private static void Check(Action<int, double, double> property)
    {
        var cases = from trials in Gen.Choose(0, 200)
                    from probability in Gen.Choose(0, 1024)
                    from confidence in Gen.Choose(1, 9_998)
                    select (trials, probability / 1024.0, confidence / 9_999.0);
        Prop.ForAll(Arb.From(cases), ((int Trials, double Probability, double Confidence) one) =>
                property(one.Trials, one.Probability, one.Confidence))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Samples).WithReplay(Seed, Gamma));
    }
}
