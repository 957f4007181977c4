using CanaryOperator.Api.Experiments;
using CanaryOperator.Cli.Reports;
using CanaryOperator.Cli.Reports.Model;
using CanaryOperator.Core.Texts;

namespace CanaryOperator.Cli.Tests.Reports;

public sealed class ReportModelTests
{
    [Theory]
    [InlineData(60, null, 75.0, 15.0, 20.0)]
    [InlineData(90, null, 75.0, -15.0, -20.0)]
    [InlineData(3, null, 0.0, -3.0, null)]
    [InlineData(0.8, 0.9, null, -0.1, -11.1)]
    [InlineData(12, 10.0, 20.0, 2.0, 20.0)]
    [InlineData(19, 10.0, 20.0, 1.0, 5.0)]
    public void Margin_is_the_distance_to_the_nearest_limit(double value, double? lower, double? upper, double margin, double? percent)
    {
        var experiment = new Experiment
        {
            Status = new()
            {
                Versions = [new() { Name = "v" }],
                Objectives = [new() { Metric = "a/b", Lower = lower, Upper = upper, Versions = [new() { Name = "v", Value = value }] }],
            },
        };

        var result = ReportBuilder.Build(experiment, SampleExperiments.Now).Objectives.Single().Versions.Single();

        result.Margin.Should().BeApproximately(margin, 1e-9);
        if (percent is null)
        {
            result.MarginPercent.Should().BeNull();
        }
        else
        {
            result.MarginPercent.Should().BeApproximately(percent.Value, 0.05);
        }
    }

    [Fact]
    public void Loops_that_fail_in_a_row_for_one_reason_are_one_event()
    {
        string?[] errors = [null, "down", "down", "refused", null, "refused"];
        ReportLoop[] history = [.. errors.Select((error, index) => new ReportLoop
        {
            Loop = index + 1,
            Time = SampleExperiments.Now.AddMinutes(index),
            Verdict = error is null ? Verdicts.Satisfied : null,
            Error = error,
            Versions = [],
        })];

        EventLog.Read(history).Select(change => (change.Type, change.Loop, change.LastLoop)).Should().Equal(
            (EventType.Began, 1, null),
            (EventType.LoopFailed, 2, 3),
            (EventType.LoopFailed, 4, null),
            (EventType.Recovered, 5, null),
            (EventType.LoopFailed, 6, null));
    }

    [Fact]
    public void A_failed_loop_does_not_hide_what_changed_meanwhile()
    {
        var experiment = SampleExperiments.All["satisfied"];

        var events = ReportBuilder.Build(experiment, SampleExperiments.Now).Events;

        events.Where(change => change.Type == EventType.TrafficChanged).Select(change => change.Message).Should().Equal(
            "candidate gets 30 % of the traffic, was 10 %.",
            "stable gets 70 % of the traffic, was 90 %.");
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(38.2, "38.2")]
    [InlineData(38.256, "38.26")]
    [InlineData(1234.56, "1,234.6")]
    [InlineData(0.01234, "0.0123")]
    [InlineData(0.00012345, "0.000123")]
    [InlineData(0.0000012345, "1.23e-6")]
    [InlineData(1.5e12, "1.5e+12")]
    [InlineData(-2.5, "-2.5")]
    public void Numbers_keep_the_digits_that_matter(double value, string expected) => Numbers.Rounded(value).Should().Be(expected);

    [Theory]
    [InlineData("naïve 模型 🐤", "naïve 模型 🐤")]
    [InlineData("a\u202Eb", "a[U+202E]b")]
    [InlineData("a\nb\tc", "a b c")]
    [InlineData("\u001b[2J", "[U+001B][2J")]
    [InlineData("\uDB40\uDC41", "[U+E0041]")]
    public void Plain_text_shows_what_would_be_hidden(string text, string expected) => PlainText.Of(text).Should().Be(expected);
}
