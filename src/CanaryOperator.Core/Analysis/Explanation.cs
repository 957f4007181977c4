namespace CanaryOperator.Core.Analysis;

/// <summary>One sentence on a verdict; it names the version, the metric and the numbers that matter most.</summary>
internal static class Explanation
{
    public static string Of(Verdict verdict, IReadOnlyList<MeasuredVersion> versions, IReadOnlyList<ObjectiveAssessment> results)
    {
        if (versions.Count == 0)
        {
            return "There is no version to measure";
        }

        return (verdict, results.Count) switch
        {
            (Verdict.Satisfied, 0) => "There are no objectives, so none is violated",
            (_, 0) => Failure(versions),
            (Verdict.Satisfied, _) => Satisfied(versions, results),
            (Verdict.Violated, _) => Because("violates", results, verdict),
            (Verdict.NoData, _) => Because("has no data for", results, verdict),
            _ => Because("has too few requests for", results, verdict),
        };
    }

    private static string Because(string does, IReadOnlyList<ObjectiveAssessment> results, Verdict verdict)
    {
        var such = results.Where(result => result.Verdict == verdict).ToList();
        var worst = such.MinBy(Distance)!;
        var more = such.Count == 1 ? "" : $" (and {such.Count - 1} more)";
        return $"{Name(worst.Version, worst.Revision)} {does} {worst.Objective.Metric}: {worst.Message}{more}";
    }

    private static string Satisfied(IReadOnlyList<MeasuredVersion> versions, IReadOnlyList<ObjectiveAssessment> results)
    {
        var names = versions.Select(version => Name(version.Name, version.Revision)).ToList();
        var who = names.Count == 1 ? $"{names[0]} keeps" : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]} keep";
        var objectives = results.Count / versions.Count;
        var closest = results.MinBy(Distance)!;
        return $"{who} {(objectives == 1 ? "the objective" : $"all {objectives} objectives")}; "
            + $"closest to its limit is {closest.Objective.Metric} of {closest.Version}: {closest.Message}";
    }

    private static string Failure(IReadOnlyList<MeasuredVersion> versions)
    {
        var (version, metric, reading) = versions
            .SelectMany(version => version.Readings
                .OrderBy(reading => reading.Key, StringComparer.Ordinal)
                .Select(reading => (version, reading.Key, reading.Value)))
            .First(failed => failed.Value.IsFailure);
        return $"{Name(version.Name, version.Revision)} has no data for {metric}: {reading.Reason}";
    }

    /// <summary>From the limit, comparable between metrics; negative beyond it. Without a value all are alike.</summary>
    private static double Distance(ObjectiveAssessment result) =>
        result.Value is { } value && NearestLimit.Of(result.Objective, value) is { } limit ? limit.Fraction : double.PositiveInfinity;

    private static string Name(string version, string? revision) =>
        revision is null || revision == version ? version : $"{version} ({revision})";
}
