using CanaryOperator.Api.Experiments;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Experiments.Support;

/// <summary>Experiments that somebody is to be told about.</summary>
internal static class NotifiedExperiments
{
    private static readonly DateTimeOffset Time = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Satisfied, then violated by its candidate.</summary>
    /// <param name="name">In place of every text that others write.</param>
    /// <param name="notifications">Of its spec.</param>
    public static Experiment Violated(string name = "candidate", params NotificationSpec[] notifications)
    {
        var isPlain = name == "candidate";
        return Some.Experiment("") with
        {
            Metadata = new() { Name = "exp", NamespaceProperty = Some.Namespace, Uid = "uid", Generation = 1, ResourceVersion = "1" },
            Spec = Some.Experiment("").Spec with
            {
                Target = new() { InferenceService = isPlain ? "my-model" : name },
                Notifications = notifications,
            },
            Status = new()
            {
                Loops = 3,
                LastLoopTime = Time,
                Verdict = Verdicts.Violated,
                Message = $"candidate violates p/latency-p90",
                Versions = [new() { Name = name, Revision = "r-2", TrafficPercent = 10 }],
                Objectives =
                [
                    new()
                    {
                        Metric = "p/latency-p90",
                        Upper = 100,
                        Versions =
                        [
                            new()
                            {
                                Name = name,
                                Verdict = Verdicts.Violated,
                                Value = 120,
                                Message = isPlain ? "120 ms is 20 ms (20 %) above the limit of 100 ms" : name,
                            },
                            new()
                            {
                                Name = "stable",
                                Verdict = Verdicts.Satisfied,
                                Value = 80,
                                Message = "80 ms keeps the limit of 100 ms by 20 ms (20 %)",
                            },
                        ],
                    },
                ],
                History =
                [
                    new() { Loop = 1, Verdict = Verdicts.NoData },
                    new() { Loop = 2, Verdict = Verdicts.Satisfied },
                    new() { Loop = 3, Verdict = Verdicts.Violated },
                ],
            },
        };
    }
}
