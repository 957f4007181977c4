using CanaryOperator.Api.Experiments;

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
        return [.. objectives.Select(objective => Objective(objective, status, versions))];
    }

    private static ReportObjective Objective(ObjectiveStatus objective, ExperimentStatus status, IReadOnlyList<ReportVersion> versions)
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
        var (margin, percent) = Margin(value, ReportBuilder.Finite(objective.Upper), ReportBuilder.Finite(objective.Lower));
        return new()
        {
            Version = version,
            Verdict = result.Verdict,
            Value = value,
            Margin = margin,
            MarginPercent = percent,
            Requests = ReportBuilder.Finite(result.Requests),
            Time = result.Time,
            Message = result.Message,
        };
    }

    private static (double? Margin, double? Percent) Margin(double? value, double? upper, double? lower)
    {
        var toUpper = upper - value;
        var toLower = value - lower;
        var (margin, limit) = toLower is null || toUpper <= toLower ? (toUpper, upper) : (toLower, lower);
        return (ReportBuilder.Finite(margin), limit is null or 0 ? null : ReportBuilder.Finite(margin / Math.Abs(limit.Value) * 100));
    }
}
