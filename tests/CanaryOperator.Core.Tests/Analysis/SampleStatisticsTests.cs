using CanaryOperator.Core.Analysis;

namespace CanaryOperator.Core.Tests.Analysis;

public class SampleStatisticsTests
{
    [Theory]
    [InlineData(1000, 50, 500)]
    [InlineData(1000, 99, 990)]
    [InlineData(1000, 99.9, 999)]
    [InlineData(10_000, 99.9, 9_990)]
    [InlineData(1000, 5, 50)]
    [InlineData(1000, 0.1, 1)]
    [InlineData(1000, 0.0001, 1)]
    [InlineData(1000, 100, 1000)]
    [InlineData(3, 50, 2)]
    [InlineData(4, 50, 2)]
    [InlineData(4, 75, 3)]
    [InlineData(4, 75.1, 4)]
    [InlineData(1, 5, 1)]
    [InlineData(1, 99.9, 1)]
    public void Percentile_of_1_to_n_is_the_nearest_rank(int count, double percent, double expected) =>
        SampleStatistics.Of(Enumerable.Range(1, count).Select(value => (double)value).Reverse())!.Percentile(percent).Should().Be(expected);

    [Fact]
    public void Percentile_is_the_smallest_value_that_so_many_do_not_exceed()
    {
        double[] values = [9, 1, 4, 4, 4, 7, 2, 12.5, 4, 0.5, 30];
        var sample = SampleStatistics.Of(values)!;

        for (var percent = 1; percent <= 100; percent++)
        {
            var share = values.Order().First(value => values.Count(other => other <= value) * 100 >= percent * values.Length);
            sample.Percentile(percent).Should().Be(share, "at {0} %", percent);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100.1)]
    public void Percentile_outside_its_range_is_an_error(double percent) =>
        FluentActions.Invoking(() => SampleStatistics.Of([1])!.Percentile(percent)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void Moments_are_those_of_the_whole_population() =>
        SampleStatistics.Of([2, 4, 4, 4, 5, 5, 7, 9])
            .Should().BeEquivalentTo(new { Count = 8, Mean = 5d, StandardDeviation = 2d, Min = 2d, Max = 9d });

    [Fact]
    public void Nothing_has_no_statistics() => SampleStatistics.Of([]).Should().BeNull();
}
