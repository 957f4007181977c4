using System.Globalization;
using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Cli.Tests.Reports;

/// <summary>What a page has to hold without breaking, beside the samples.</summary>
internal static class UnusualExperiments
{
    public static IReadOnlyDictionary<string, Experiment> All { get; } = new Dictionary<string, Experiment>
    {
        ["empty"] = new(),
        ["one loop"] = Change(status => status with { History = [status.History![0]], Loops = 1, FailedLoops = 0 }),
        ["only failed loops"] = OnlyFailures(),
        ["one version"] = Change(status => status with { Versions = [status.Versions![0]] }),
        ["suspended"] = Sample() with { Spec = SampleExperiments.New().Spec with { Suspend = true } },
        ["not ready"] = SampleExperiments.New() with
        {
            Status = new()
            {
                Conditions = [new() { Type = "TargetReady", Status = "False", Message = "The predictor's revision has no ready pod." }],
            },
        },
        ["very long names"] = Change(status => status with
        {
            Versions = [.. status.Versions!.Select(version => version with { Revision = new string('r', 253) })],
            Objectives = [status.Objectives![0] with { Metric = new string('m', 500) }],
            Message = string.Join(' ', Enumerable.Repeat("why", 300)),
        }),
        ["no objectives"] = Sample() with
        {
            Spec = SampleExperiments.New().Spec with { Objectives = null },
            Status = Sample().Status! with { Objectives = null },
        },
        ["20 metrics"] = ManyMetrics(metrics: 20, loops: 30, name: "custom/metric-with-a-name-"),
        ["the largest history"] = ManyMetrics(metrics: 40, loops: 160, name: "m/"),
        ["extreme numbers"] = Change(status => status with
        {
            Objectives =
            [
                status.Objectives![0] with { Lower = -1e308, Upper = 1e308 },
                status.Objectives[1] with { Lower = -5, Upper = null },
                status.Objectives[2] with { Upper = double.NaN },
            ],
        }),
    };

    private static Experiment Sample() => SampleExperiments.All["violated"];

    private static Experiment Change(Func<ExperimentStatus, ExperimentStatus> change) =>
        Sample() with { Status = change(Sample().Status!) };

    private static Experiment OnlyFailures() => Change(status => new()
    {
        Loops = 3,
        FailedLoops = 3,
        LastError = "Prometheus did not answer within 10 s.",
        History = [.. status.History!.Take(3).Select(loop => loop with
        {
            Verdict = null,
            Error = "Prometheus did not answer within 10 s.",
            Versions = null,
        })],
    });

    private static Experiment ManyMetrics(int metrics, int loops, string name)
    {
        string[] names = [.. Enumerable.Range(1, metrics).Select(metric => name + metric.ToString(CultureInfo.InvariantCulture))];
        return Change(status => status with
        {
            Loops = 10_000,
            Metrics = [.. names.Select(metric => new MetricStatus
            {
                Name = metric,
                Values = new Dictionary<string, double> { ["candidate"] = 12.345, ["stable"] = 11 },
            })],
            History = [.. Enumerable.Range(1, loops).Select(loop => new LoopRecord
            {
                Loop = loop,
                Time = SampleExperiments.Now.AddHours(loop - loops),
                Verdict = loop % 2 == 0 ? Verdicts.Violated : Verdicts.Satisfied,
                Versions = [.. new[] { "candidate", "stable" }.Select(version => new LoopVersion
                {
                    Name = version,
                    Revision = SampleExperiments.Stable,
                    TrafficPercent = 50,
                    Values = names.ToDictionary(metric => metric, metric => loop % 7 + metric.Length / 3d),
                })],
            })],
        });
    }
}
