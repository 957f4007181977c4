using CanaryOperator.Api.Experiments;
using CanaryOperator.Core.Analysis;
using Objective = CanaryOperator.Core.Analysis.Objective;

namespace CanaryOperator.Cli.Reports.Model;

/// <summary>The objectives as they were judged; before the first loop, as they are written.</summary>
internal static class ObjectiveReader
{
    public static List<ReportObjective> Read(ExperimentSpec spec, ExperimentStatus status, IReadOnlyList<ReportVersion> versions)
    {
        var objectives = status.Objectives ?? [.. (spec.Objectives ?? []).Select(objective => new ObjectiveStatus
        {
            Metric = objective.Metric,
            Upper = objective.Upper,
            Lower = objective.Lower,
        })];
        return [.. objectives.Select(objective => Report(objective, status, versions))];
    }

    private static ReportObjective Report(ObjectiveStatus objective, ExperimentStatus status, IReadOnlyList<ReportVersion> versions)
    {
        var metric = status.Metrics?.FirstOrDefault(candidate => candidate.Name == objective.Metric);
        return new()
        {
            Metric = objective.Metric ?? "",
            Description = metric?.Description,
            Units = metric?.Units,
            Upper = ReportBuilder.Finite(objective.Upper),
            Lower = ReportBuilder.Finite(objective.Lower),
            Versions = [.. versions.Select(version => Result(objective, version.Name))],
        };
    }

    private static ReportResult Result(ObjectiveStatus objective, string version)
    {
        var result = objective.Versions?.FirstOrDefault(candidate => candidate.Name == version) ?? new();
        var value = ReportBuilder.Finite(result.Value);
        NearestLimit? nearest = value is { } number ? NearestLimit.Of(Limits(objective), number) : null;
        return new()
        {
            Version = version,
            Verdict = result.Verdict,
            Value = value,
            Margin = nearest?.Margin,
            MarginPercent = nearest is { Limit: not 0 } limit ? ReportBuilder.Finite(limit.Fraction * 100) : null,
            Requests = ReportBuilder.Finite(result.Requests),
            Time = result.Time,
            Message = result.Message,
        };
    }

    private static Objective Limits(ObjectiveStatus objective) => new(
        objective.Metric ?? "", ReportBuilder.Finite(objective.Upper), ReportBuilder.Finite(objective.Lower), Units: null);
}
