using System.Diagnostics;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Benchmarks.Reporting;
using CanaryOperator.Local.Cluster;

namespace CanaryOperator.Benchmarks.Cluster.Experiments;

/// <summary>Watches for some minutes what becomes of Experiments with a loop a minute. All times are of this machine's one clock.</summary>
internal sealed class MinutelyLoops(BenchmarkCluster cluster, ExperimentFleet fleet, OperatorProcess process, PrometheusStandIn prometheus)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Before a minute ends; a loop that is not recorded by then counts as missed.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    public static bool IsStatus(AuditEntry entry) =>
        BenchmarkCluster.IsOperators(entry) && entry is { Resource: "experiments", Subresource: "status", IsWrite: true };

    /// <summary>From shortly before a minute, so that every loop is either within or without.</summary>
    public async Task<IReadOnlyList<Figure>> FiguresAsync(string experiments, int minutes, CancellationToken cancellationToken)
    {
        await EndOfMinuteAsync(cancellationToken);
        await EndOfMinuteAsync(cancellationToken);
        using var info = Process.GetProcessById(process.Id);
        var (start, processor) = (TimeProvider.System.GetUtcNow(), info.TotalProcessorTime);
        var before = (await cluster.OperatorRequestsAsync(cancellationToken)).Count;
        var memory = 0L;
        for (var minute = 0; minute < minutes; minute++)
        {
            await EndOfMinuteAsync(cancellationToken);
            info.Refresh();
            memory = long.Max(memory, info.WorkingSet64);
        }

        var share = (info.TotalProcessorTime - processor) / (TimeProvider.System.GetUtcNow() - start);
        var requests = (await cluster.OperatorRequestsAsync(cancellationToken)).Skip(before).ToList();
        var items = (await fleet.ListAsync(cancellationToken)).Where(item => item.Spec.Schedule is not null).ToList();
        var loops = items.Count * minutes;
        var (missed, doubled) = Irregular(items, start, minutes);
        var lags = requests.Where(IsStatus).Select(write => write.ReceivedAt - Floor(write.ReceivedAt)).ToList();
        var queries = prometheus.BySecond(start);
        return
        [
            new($"{experiments}, a loop a minute each, {minutes} minutes: loops missed, twice", $"{missed}, {doubled} of {loops}", "0, 0"),
            new($"{experiments}: loops that failed", $"{items.Sum(item => item.Status!.FailedLoops)}", "0"),
            new($"{experiments}: the minute to the loop's write, p50", Milliseconds(lags, 0.5)),
            new($"{experiments}: the minute to the loop's write, p99", Milliseconds(lags, 0.99)),
            new($"{experiments}: the minute to the loop's write, longest", Milliseconds(lags, 1)),
            new($"{experiments}: queries per second, mean", $"{queries.Sum() / (minutes * Minute.TotalSeconds):0}"),
            new($"{experiments}: queries in the busiest second", $"{queries.Max()}"),
            new(
                $"{experiments}: requests to the API server for a loop",
                $"{lags.Count / (double)loops:0.00} status, {(requests.Count - lags.Count) / (double)loops:0.00} other",
                "1 status"),
            new($"{experiments}: operator's memory (RSS)", $"{memory / 1e6:0} MB"),
            new($"{experiments}: operator's share of one core", $"{share * 100:0} %"),
        ];
    }

    /// <summary>Minutes in which an Experiment has no loop, or more than one.</summary>
    private static (int Missed, int Doubled) Irregular(IReadOnlyList<Experiment> experiments, DateTimeOffset start, int minutes)
    {
        var counts = experiments
            .SelectMany(experiment => Enumerable.Range(1, minutes).Select(minute => experiment.Status!.History!.Count(
                loop => Floor(loop.Time) == Floor(start) + minute * Minute)))
            .ToList();
        return (counts.Count(count => count == 0), counts.Count(count => count > 1));
    }

    private static async Task EndOfMinuteAsync(CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        var end = Floor(now) + Minute - Margin;

        // Timers may be a little early.
        await Task.Delay((end - now > TimeSpan.FromSeconds(1) ? end : end + Minute) - now, TimeProvider.System, cancellationToken);
    }

    private static DateTimeOffset Floor(DateTimeOffset time) => new(time.Ticks - (time.Ticks % Minute.Ticks), time.Offset);

    private static string Milliseconds(IEnumerable<TimeSpan> values, double quantile) =>
        $"{Quantiles.Of(values, quantile).TotalMilliseconds:0} ms";
}
