namespace CanaryOperator.Core.Analysis;

/// <summary>Judges what a loop measured. Pure; the order of versions, objectives and readings means nothing.</summary>
public static class Assessor
{
    /// <summary>
    /// The worst verdict counts. Without objectives nothing can be broken: that is satisfied, unless a provider failed, and then there is
    /// no data. Without versions there is no data either.
    /// </summary>
    /// <param name="versions">Names are unique.</param>
    /// <param name="objectives">Each with at least one limit.</param>
    /// <param name="minimumRequests">
    /// That a value must come from before it is judged; 0 for any. Applies where the number of requests is known.
    /// </param>
    public static Assessment Assess(IEnumerable<MeasuredVersion> versions, IEnumerable<Objective> objectives, long minimumRequests)
    {
        var sorted = versions
            .OrderBy(version => version.Name, StringComparer.Ordinal)
            .ThenBy(version => version.Revision, StringComparer.Ordinal)
            .ToList();
        var results = objectives
            .OrderBy(objective => objective.Metric, StringComparer.Ordinal)
            .ThenBy(objective => objective.Upper)
            .ThenBy(objective => objective.Lower)
            .SelectMany(objective => sorted.Select(version => Assess(version, objective, minimumRequests)))
            .ToList();
        var verdict = results.Count > 0 ? results.Max(result => result.Verdict) : WithoutResults(sorted);
        return new(verdict, Explanation.Of(verdict, sorted, results), results);
    }

    private static ObjectiveAssessment Assess(MeasuredVersion version, Objective objective, long minimumRequests)
    {
        var reading = version.Readings.GetValueOrDefault(objective.Metric) ?? Reading.NoData("it was not measured");
        var limit = reading.Value is { } value ? NearestLimit.Of(objective, value) : null;
        var (verdict, message) = reading switch
        {
            { Value: null } => (Verdict.NoData, reading.Reason!),
            { Requests: { } requests } when requests < minimumRequests => (Verdict.TooFewRequests, TooFew(requests, minimumRequests)),
            _ => (limit?.Margin < 0 ? Verdict.Violated : Verdict.Satisfied, limit?.Describe() ?? "there is no limit"),
        };
        return new()
        {
            Objective = objective,
            Version = version.Name,
            Revision = version.Revision,
            Verdict = verdict,
            Value = reading.Value,
            Requests = reading.Requests,
            Time = reading.Time,
            Margin = limit?.Margin,
            Message = message,
        };
    }

    private static Verdict WithoutResults(List<MeasuredVersion> versions) =>
        versions.Count == 0 || versions.SelectMany(version => version.Readings.Values).Any(reading => reading.IsFailure)
            ? Verdict.NoData
            : Verdict.Satisfied;

    private static string TooFew(double requests, long wanted) =>
        $"{Numbers.Near(requests, wanted)} {(requests == 1 ? "request" : "requests")}, {wanted} {(wanted == 1 ? "is" : "are")} wanted";
}
