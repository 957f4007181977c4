using System.Text.Json;
using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Core.Analysis;
using CanaryOperator.Experiments.Targets;

namespace CanaryOperator.Experiments.Loops;

/// <summary>Makes a loop's result part of an Experiment's status.</summary>
internal static class LoopRecording
{
    /// <summary>In bytes of JSON, so that the whole object stays below 100 kB.</summary>
    private const int StatusBudget = 80_000;

    /// <summary>
    /// In bytes of JSON: about thirty loops of eight metrics and two versions. Every loop writes the history anew, and the operator caches
    /// it; what that costs with many Experiments tells <c>-- experiments</c> of the benchmarks.
    /// </summary>
    private const int HistoryBudget = 30_000;

    /// <summary>The status without conditions. What a failed loop cannot say stays as the loop before left it.</summary>
    /// <param name="isDiagnosis">What it did measure is wanted all the same, and what was asked, too.</param>
    public static ExperimentStatus Record(ExperimentStatus? before, LoopResult result, bool isDiagnosis = false)
    {
        var number = (before?.Loops ?? 0) + 1;
        var status = (before ?? new()) with
        {
            StartTime = before?.StartTime ?? result.Time,
            LastLoopTime = result.Time,
            Loops = number,
            FailedLoops = (before?.FailedLoops ?? 0) + (result.Error is null ? 0 : 1),
            LastError = result.Error,
            Versions = [.. result.Versions.Select(version => Version(version, result))],
            History = null,
        };
        if (result.IsConclusive)
        {
            status = status with
            {
                Verdict = result.Assessment!.Verdict.ToString(),
                Message = result.Assessment.Message,
                Objectives = Objectives(result.Assessment),
            };
        }

        if (result.IsConclusive || isDiagnosis)
        {
            status = status with { Metrics = Metrics(result, isDiagnosis) };
        }

        var rest = JsonSerializer.SerializeToUtf8Bytes(status, ApiJsonContext.Default.ExperimentStatus).Length;
        var budget = int.Clamp(StatusBudget - rest, 0, HistoryBudget);
        var history = new LoopHistory<LoopRecord>(record => record.Loop, record => record.Verdict, Size, budget);
        return status with { History = history.Append(before?.History ?? [], Loop(number, result)) };
    }

    /// <summary>With the comma that follows it.</summary>
    private static int Size(LoopRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, ApiJsonContext.Default.LoopRecord).Length + 1;

    private static VersionStatus Version(TargetVersion version, LoopResult result) => new()
    {
        Name = version.Name,
        Revision = version.Revision,
        TrafficPercent = version.TrafficPercent,
        Requests = result.Metrics.GetValueOrDefault(version.Name)?.FirstOrDefault(metric => metric.Metric.CountsRequests)?.Reading.Value,
    };

    private static IReadOnlyList<ObjectiveStatus> Objectives(Assessment assessment) =>
    [
        .. assessment.Results.GroupBy(result => result.Objective).Select(results => new ObjectiveStatus
        {
            Metric = results.Key.Metric,
            Upper = results.Key.Upper,
            Lower = results.Key.Lower,
            Versions =
            [
                .. results.Select(result => new ObjectiveResult
                {
                    Name = result.Version,
                    Verdict = result.Verdict.ToString(),
                    Value = result.Value,
                    Requests = result.Requests,
                    Time = result.Time,
                    Message = result.Message,
                }),
            ],
        }),
    ];

    private static IReadOnlyList<MetricStatus> Metrics(LoopResult result, bool isDiagnosis)
    {
        var all = ProblemRecording.Of(result, isDiagnosis);
        return
        [
            .. result.Measured
                .GroupBy(measured => measured.Metric.Name, StringComparer.Ordinal)
                .OrderBy(metric => metric.Key, StringComparer.Ordinal)
                .Select(metric =>
                {
                    var problems = metric.Where(measured => all.ContainsKey((measured.Version, metric.Key)))
                        .ToDictionary(measured => measured.Version, measured => all[(measured.Version, metric.Key)], StringComparer.Ordinal);
                    return new MetricStatus
                    {
                        Name = metric.Key,
                        Description = metric.First().Metric.Description,
                        Units = metric.First().Metric.Units,
                        Values = metric.Where(measured => measured.Reading.Value is not null)
                            .ToDictionary(measured => measured.Version, measured => measured.Reading.Value!.Value, StringComparer.Ordinal),
                        Problems = problems.Count == 0 ? null : problems,
                    };
                }),
        ];
    }

    private static LoopRecord Loop(long number, LoopResult result) => new()
    {
        Loop = number,
        Time = result.Time,
        Verdict = result.IsConclusive ? result.Assessment!.Verdict.ToString() : null,
        Error = result.Error,
        Versions =
        [
            .. result.Versions.Select(version => new LoopVersion
            {
                Name = version.Name,
                Revision = version.Revision,
                TrafficPercent = version.TrafficPercent,
                Values = result.Metrics.GetValueOrDefault(version.Name)?
                    .Where(metric => metric.Reading.Value is not null)
                    .ToDictionary(metric => metric.Metric.Name, metric => metric.Reading.Value!.Value, StringComparer.Ordinal),
            }),
        ],
    };
}
