namespace CanaryOperator.Experiments.Templates;

/// <summary>
/// A histogram of request latencies in Prometheus, and what can be asked of it. What a window brought is counted without estimating, so
/// that numbers of requests are whole, and windows that follow each other count every request once:
/// <list type="bullet">
/// <item>a series that was there before: its last value, less the one before the window (of the last hour, so that
/// scrapes may fail);</item>
/// <item>one that began in the window: its last value. <c>increase()</c> would miss what the first scrape brought: of a rare error, all.
/// That holds only if Prometheus itself was there (<c>up</c>) when the window began; a new Prometheus knows of no beginnings;</item>
/// <item>one that was reset, or that Prometheus is too new for: <c>increase()</c>, with its estimate.</item>
/// </list>
/// </summary>
/// <param name="Name">Without suffix.</param>
/// <param name="Selector">Label matchers of a revision.</param>
/// <param name="IsError">Label matcher of the requests that failed.</param>
/// <param name="ToMilliseconds">Follows a latency.</param>
/// <param name="Filter">Follows series; keeps those of the namespace where it is no label of theirs.</param>
internal sealed record LatencyHistogram(string Name, string Selector, string IsError, string ToMilliseconds = "", string Filter = "")
{
    public string Requests => $"sum({Growth("_count", Selector)})";

    /// <summary>0, not nothing, when there are requests and none failed.</summary>
    public string Errors => $"(sum({Growth("_count", $"{Selector},{IsError}")}) or {Requests} * 0)";

    public string ErrorRate => $"{Errors} / ({Requests} > 0)";

    public string Mean => $"sum({Growth("_sum", Selector)}) / ({Requests} > 0){ToMilliseconds}";

    public string Percentile => $"histogram_quantile(${{percentile}}, sum by (le) ({Growth("_bucket", Selector)})){ToMilliseconds}";

    private string Growth(string suffix, string selector)
    {
        var series = $"{Name}{suffix}{{{selector}}}";
        var last = $"last_over_time({series}[${{window}}])";
        var before = $"last_over_time({series}[1h] offset ${{window}})";
        var steady = $"resets({series}[${{window}}]) == 0";
        return $"(({last} - {before} >= 0 and {steady})"
            + $" or ({last} and {steady} unless {before} and on () count(up offset ${{window}}))"
            + $" or increase({series}[${{window}}])){Filter}";
    }
}
