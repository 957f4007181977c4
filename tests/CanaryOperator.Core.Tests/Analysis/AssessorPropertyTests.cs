using CanaryOperator.Core.Analysis;
using FsCheck;
using FsCheck.Fluent;

namespace CanaryOperator.Core.Tests.Analysis;

/// <summary>Rules that hold whatever was measured, whatever is promised.</summary>
public class AssessorPropertyTests
{
    private static readonly string[] Metrics = ["a/latency", "a/errors", "b/count"];

    private static readonly double[] Numbers =
    [
        0, 1, 29.9, 30, 30.1, -5, 1e300, double.MaxValue, double.MinValue, double.Epsilon, double.NaN, double.PositiveInfinity,
    ];

    private static readonly double?[] Limits = [null, 0, 30, 1e300, double.MinValue];

    private static readonly Gen<Reading?> Readings =
        from kind in Gen.Choose(0, 5)
        from value in Gen.Elements(Numbers)
        from requests in Gen.Elements<double?>(null, 0, 5, 100, double.NaN, -1)
        select kind switch
        {
            0 => null,
            1 => Reading.Failed("HTTP 500"),
            2 => Reading.NoData("no series") with { Requests = requests },
            _ => Reading.Of(value) with { Requests = requests },
        };

    private static readonly Gen<Example> Examples =
        from versions in Gen.Choose(0, 3).SelectMany(count => Readings.ArrayOf(Metrics.Length).ArrayOf(count))
        from objectives in Gen.Choose(0, 4).SelectMany(count => (
            from metric in Gen.Elements(Metrics)
            from upper in Gen.Elements(Limits)
            from lower in Gen.Elements(Limits)
            select new Objective(metric, upper, lower, "ms")).ArrayOf(count))
        from minimum in Gen.Elements(0L, 1L, 50L)
        select new Example([.. versions.Select(Version)], objectives, minimum);

    [Fact]
    public void Order_means_nothing() => Check(example =>
    {
        var assessment = Describe(example.Assess());
        for (var turn = 1; turn < 4; turn++)
        {
            var turned = example with { Versions = Turn(example.Versions, turn), Objectives = Turn(example.Objectives, turn) };
            Describe(turned.Assess()).Should().Equal(assessment);
        }
    });

    [Fact]
    public void Version_is_judged_by_its_own_data_alone() => Check(example =>
    {
        var together = example.Assess().Results;
        foreach (var version in example.Versions)
        {
            var alone = (example with { Versions = [version] }).Assess().Results;
            alone.Should().Equal(together.Where(result => result.Version == version.Name));
        }
    });

    [Fact]
    public void Objective_is_judged_without_the_others() => Check(example =>
        example.Objectives
            .SelectMany(objective => (example with { Objectives = [objective] }).Assess().Results)
            .Select(result => result.ToString())
            .Order()
            .Should().Equal(example.Assess().Results.Select(result => result.ToString()).Order()));

    [Fact]
    public void Numbers_are_finite_and_reasons_are_given() => Check(example =>
    {
        var assessment = example.Assess();
        assessment.Message.Should().NotBeEmpty().And.NotContainAny("NaN", "Infinity", "∞");
        foreach (var result in assessment.Results)
        {
            new[] { result.Value, result.Margin, result.Requests }.OfType<double>().Should().NotContain(number => !double.IsFinite(number));
            result.Message.Should().NotBeEmpty().And.NotContainAny("NaN", "Infinity", "∞");
            (result.Value is null).Should().Be(result.Verdict == Verdict.NoData);
        }
    });

    [Fact]
    public void Without_a_value_beyond_its_limit_nothing_is_violated() => Check(example =>
    {
        foreach (var result in example.Assess().Results)
        {
            var beyond = result.Value > result.Objective.Upper || result.Value < result.Objective.Lower;
            var enough = !(result.Requests < example.Minimum);
            (result.Verdict == Verdict.Violated).Should().Be(beyond && enough, "of {0}", result);
        }
    });

    [Fact]
    public void Data_that_is_added_changes_only_what_it_is_about() => Check(example =>
    {
        var before = example.Assess().Results;
        foreach (var (version, metric) in example.Versions.SelectMany(version => Metrics.Select(metric => (version, metric))))
        {
            var readings = new Dictionary<string, Reading>(version.Readings) { [metric] = Reading.Of(30) with { Requests = 1000 } };
            var changed = version with { Readings = readings };
            var more = example with { Versions = [.. example.Versions.Select(each => each == version ? changed : each)] };
            var after = more.Assess().Results;

            for (var index = 0; index < before.Count; index++)
            {
                if ((before[index].Version, before[index].Objective.Metric) != (version.Name, metric))
                {
                    after[index].Should().Be(before[index]);
                }
                else
                {
                    after[index].Verdict.Should().BeOneOf(Verdict.Satisfied, Verdict.Violated);
                }
            }
        }
    });

    private static void Check(Action<Example> property) =>
        Prop.ForAll(Arb.From(Examples), property).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20_261_122, 1));

    private static MeasuredVersion Version(Reading?[] readings, int index) => new(
        $"v{index}",
        $"m-{index}",
        Metrics.Zip(readings).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First, pair => pair.Second!));

    private static T[] Turn<T>(T[] items, int by) =>
        items.Length == 0 ? items : [.. items[(by % items.Length)..].Reverse(), .. items[..(by % items.Length)]];

    /// <summary>Records compare lists by identity.</summary>
    private static string[] Describe(Assessment assessment) =>
        [assessment.Verdict.ToString(), assessment.Message, .. assessment.Results.Select(result => result.ToString())];

    private sealed record Example(MeasuredVersion[] Versions, Objective[] Objectives, long Minimum)
    {
        public Assessment Assess() => Assessor.Assess(Versions, Objectives, Minimum);
    }
}
