namespace CanaryOperator.Local.Load;

/// <summary>What was measured, as text.</summary>
internal static class LoadReport
{
    /// <summary>How many requests, how fast they were answered, and what went wrong.</summary>
    public static string Requests(LoadResult result)
    {
        var latencies = result.Latencies;
        var table = TextTable.Render(
        [
            ["REQUESTS", "ERRORS", "REQUESTS/S", "P50", "P90", "P99", "MAX"],
            [
                $"{result.Requests}", $"{result.Failed}", $"{result.RequestsPerSecond:0.0}",
                Time(latencies.Percentile(50)), Time(latencies.Percentile(90)), Time(latencies.Percentile(99)), Time(latencies.Max),
            ],
        ]);
        var errors = result.Errors.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Key}: {kind.Value}").ToList();
        return table
            + (errors.Count > 0 ? $"Errors: {string.Join(", ", errors)}\n" : "")
            + (result.NotSent > 0
                ? $"The rate could not be kept: {result.NotSent} requests were due and not sent, "
                    + "because too many others had no answer yet.\n"
                : "");
    }

    /// <summary>Who answered, and whether that is what was to be expected.</summary>
    /// <param name="confidence">Of the verdicts, as in 0.99.</param>
    public static string Shares(IReadOnlyList<ShareVerdict> verdicts, double confidence) => TextTable.Render(
    [
        ["REVISION", "REQUESTS", "ERRORS", "P90", "SHARE", "EXPECTED", $"{confidence * 100:0.###} % INTERVAL", "INSIDE"],
        .. verdicts.Select(verdict => (IReadOnlyList<string>)
            [.. Observed(verdict), $"{verdict.Percent} %", $"{verdict.Expected}", verdict.IsInside ? "yes" : "NO"]),
    ]);

    /// <summary>Who answered, when nobody can say what was to be expected.</summary>
    public static string SharesAlone(IReadOnlyList<ShareVerdict> verdicts) =>
        TextTable.Render([["REVISION", "REQUESTS", "ERRORS", "P90", "SHARE"], .. verdicts.Select(Observed)]);

    private static IReadOnlyList<string> Observed(ShareVerdict verdict) =>
    [
        verdict.Revision, $"{verdict.Requests}", $"{verdict.Answers.Failed}", Time(verdict.Answers.Latencies.Percentile(90)),
        $"{verdict.Share * 100:0.0} %",
    ];

    private static string Time(TimeSpan time) => time.TotalMilliseconds switch
    {
        < 1 => $"{time.TotalMilliseconds:0.00} ms",
        < 10 => $"{time.TotalMilliseconds:0.0} ms",
        < 1_000 => $"{time.TotalMilliseconds:0} ms",
        _ => $"{time.TotalSeconds:0.00} s",
    };
}
