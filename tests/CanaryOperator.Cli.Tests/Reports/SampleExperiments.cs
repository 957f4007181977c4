using CanaryOperator.Api.Experiments;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Cli.Tests.Reports;

/// <summary>The experiment of the Iter8 tutorial in the states that a report has to tell apart.</summary>
internal static class SampleExperiments
{
    public const string Candidate = "sklearn-iris-predictor-00002";
    public const string Stable = "sklearn-iris-predictor-00001";

    public static DateTimeOffset Now { get; } = Start.AddMinutes(12).AddSeconds(9);

    public static IReadOnlyDictionary<string, Experiment> All { get; } = new Dictionary<string, Experiment>
    {
        ["satisfied"] = Measured(38.2, requests: 120, Verdicts.Satisfied, "All 6 objectives are satisfied."),
        ["violated"] = Failing(),
        ["no-data"] = Measured(null, requests: 0, Verdicts.NoData, "latency-mean of candidate has no data: no requests in the last 60 s."),
        ["too-few-requests"] = Measured(
            91, requests: 7, Verdicts.TooFewRequests, "candidate had 7 requests in the last 60 s; 30 are needed before it is judged."),
        ["no-loops-yet"] = New(),
        ["hostile-names"] = HostileExperiment.Create(),
    };

    private static DateTimeOffset Start => new(2026, 3, 14, 9, 26, 0, TimeSpan.Zero);

    public static Experiment New() => new()
    {
        Metadata = new() { Name = "sklearn-iris", NamespaceProperty = "default" },
        Spec = new()
        {
            Target = new() { InferenceService = "sklearn-iris" },
            Schedule = "*/1 * * * *",
            MinimumRequests = 30,
            Objectives =
            [
                new() { Metric = "kserve-prometheus/error-count", Upper = 0 },
                new() { Metric = "kserve-prometheus/latency-mean", Upper = 50 },
                new() { Metric = "kserve-prometheus/latency-p90", Upper = 75 },
            ],
        },
    };

    /// <summary>Twelve loops; the candidate's share went from 10 % to 30 %, the fifth and sixth loop failed.</summary>
    /// <param name="latency">Of the candidate, its mean in the last loop; null for no data.</param>
    /// <param name="requests">Of the candidate.</param>
    /// <param name="verdict">Of the candidate, on what its latency decides.</param>
    /// <param name="message">Of the whole experiment.</param>
    public static Experiment Measured(double? latency, double requests, string verdict, string message)
    {
        var experiment = New();
        return experiment with
        {
            Status = new()
            {
                Conditions =
                [
                    new() { Type = "Completed", Status = "False" },
                    new() { Type = "NoFailure", Status = "True" },
                    new()
                    {
                        Type = "Satisfied",
                        Status = verdict switch { Verdicts.Satisfied => "True", Verdicts.Violated => "False", _ => "Unknown" },
                    },
                    new() { Type = "TargetReady", Status = "True" },
                ],
                Verdict = verdict,
                Message = message,
                StartTime = Start.AddMinutes(1),
                LastLoopTime = Start.AddMinutes(12),
                NextLoopTime = Start.AddMinutes(13),
                Loops = 12,
                FailedLoops = 2,
                Versions =
                [
                    new() { Name = "candidate", Revision = Candidate, TrafficPercent = 30, Requests = requests },
                    new() { Name = "stable", Revision = Stable, TrafficPercent = 70, Requests = 280 },
                ],
                Objectives = [.. experiment.Spec.Objectives!.Select(objective => Judged(objective, latency, requests, verdict))],
                Metrics = SampleMetrics.Status(latency, requests),
                History = [.. Enumerable.Range(1, 12).Select(loop => Loop(loop, latency, requests, verdict))],
            },
        };
    }

    private static Experiment Failing()
    {
        var experiment = Measured(
            61.4,
            requests: 120,
            Verdicts.Violated,
            "latency-p90 of candidate is 98.24 ms, 23.24 ms above its limit of 75 ms; 1 more objective is violated.");
        return experiment with
        {
            Spec = experiment.Spec with
            {
                Notifications =
                [
                    new() { Name = "slack", Type = "Slack", Secret = new() { Name = "chat" } },
                    new()
                    {
                        Name = "github", Type = "GitHub", When = "Completed", Repository = "team/models", Secret = new() { Name = "ci" },
                    },
                    new() { Name = "webhook", Type = "Webhook", When = "EveryLoop", Secret = new() { Name = "audit" } },
                ],
            },
            Status = experiment.Status! with
            {
                Notifications =
                [
                    new()
                    {
                        Name = "slack", Loop = 8, Verdict = Verdicts.Violated, Time = Start.AddMinutes(8),
                        Error = "the receiver answered 404 NotFound",
                    },
                    new()
                    {
                        Name = "webhook", Loop = 11, Verdict = Verdicts.Violated, Time = Start.AddMinutes(12), Attempts = 2,
                        Error = "the receiver answered 500 InternalServerError",
                    },
                ],
                LastError = "Prometheus answered 503 Service Unavailable to kserve-prometheus/latency-mean.",
                FailedLoops = 3,
                Conditions = [.. experiment.Status.Conditions!.Select(condition =>
                    condition.Type == "NoFailure" ? condition with { Status = "False" } : condition)],
            },
        };
    }

    private static ObjectiveStatus Judged(Objective objective, double? latency, double requests, string verdict) => new()
    {
        Metric = objective.Metric,
        Upper = objective.Upper,
        Lower = objective.Lower,
        Versions =
        [
            Result("candidate", objective, SampleMetrics.Value(objective.Metric!, latency, requests), requests, verdict),
            Result("stable", objective, SampleMetrics.Value(objective.Metric!, 35.1, 280), 280, Verdicts.Satisfied),
        ],
    };

    private static ObjectiveResult Result(string version, Objective objective, double? value, double requests, string verdict) => new()
    {
        Name = version,
        Verdict = objective.Metric!.EndsWith("error-count", StringComparison.Ordinal) && verdict == Verdicts.Violated
            ? Verdicts.Satisfied
            : verdict,
        Value = value,
        Requests = requests,
        Time = Start.AddMinutes(12),
        Message = value is null ? "No requests in the last 60 s." : value > objective.Upper ? "Above the limit." : null,
    };

    private static LoopRecord Loop(int loop, double? latency, double requests, string verdict)
    {
        var failed = loop is 5 or 6;
        var share = loop < 8 ? 10 : 30;
        var drawn = latency * (0.8 + loop % 4 * 0.05 + (loop == 12 ? 0.2 : 0));
        return new()
        {
            Loop = loop,
            Time = Start.AddMinutes(loop),
            Verdict = failed ? null : loop < 3 ? Verdicts.TooFewRequests : loop < 9 ? Verdicts.Satisfied : verdict,
            Error = failed ? "Prometheus did not answer within 10 s." : null,
            Versions = failed ? null :
            [
                new()
                {
                    Name = "candidate",
                    Revision = loop < 2 ? "sklearn-iris-predictor-00003" : Candidate,
                    TrafficPercent = share,
                    Values = SampleMetrics.Values(drawn, requests),
                },
                new()
                {
                    Name = "stable",
                    Revision = Stable,
                    TrafficPercent = 100 - share,
                    Values = SampleMetrics.Values(35.1 + loop % 3, 280),
                },
            ],
        };
    }
}
