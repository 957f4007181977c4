using System.Globalization;
using System.Text.RegularExpressions;
using CanaryOperator.Benchmarks.Reporting;
using CanaryOperator.Local.Cluster;

namespace CanaryOperator.Benchmarks.Cluster;

/// <summary>How long the operator's reconciles took since it started, as its own metrics tell: all its controllers together.</summary>
internal static partial class ReconcileTimes
{
    private static readonly double[] Quantiles = [0.5, 0.99];

    /// <param name="what">What the operator rolled out since.</param>
    public static async Task<IReadOnlyList<Figure>> FiguresAsync(OperatorProcess process, string what, CancellationToken cancellationToken)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(process.Metrics, "metrics"));
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var samples = Sample().Matches(await response.Content.ReadAsStringAsync(cancellationToken))
            .Select(match => (
                Kind: match.Groups["kind"].Value,
                Bound: match.Groups["bound"].Value,
                Value: double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture)))
            .ToList();
        var count = samples.Where(sample => sample.Kind == "count").Sum(sample => sample.Value);
        var buckets = samples.Where(sample => sample.Kind == "bucket")
            .GroupBy(sample => sample.Bound == "+Inf" ? double.PositiveInfinity : double.Parse(sample.Bound, CultureInfo.InvariantCulture))
            .Select(bucket => (Bound: bucket.Key, Count: bucket.Sum(sample => sample.Value)))
            .OrderBy(bucket => bucket.Bound)
            .ToList();
        var name = $"Reconcile time, {count:0} reconciles while {what} rolled out";
        var mean = samples.Where(sample => sample.Kind == "sum").Sum(sample => sample.Value) / count;
        return
        [
            new($"{name}, mean", $"{mean * 1000:0.0} ms"),
            .. Quantiles.Select(quantile => new Figure($"{name}, p{quantile * 100:0}", Bound(buckets, quantile * count))),
        ];
    }

    /// <summary>A histogram knows no more of a value than its bucket.</summary>
    private static string Bound(List<(double Bound, double Count)> buckets, double rank)
    {
        var index = buckets.FindIndex(bucket => bucket.Count >= rank);
        return double.IsInfinity(buckets[index].Bound)
            ? $"above {buckets[index - 1].Bound * 1000:0} ms"
            : $"at most {buckets[index].Bound * 1000:0} ms";
    }

    [GeneratedRegex(
        """^controller_runtime_reconcile_time_seconds_(?<kind>bucket|sum|count)\{[^}]*?(le="(?<bound>[^"]*)")?\} (?<value>\S+)""",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sample();
}
