using CanaryOperator.Benchmarks.Reporting;

namespace CanaryOperator.Benchmarks.Cluster.Experiments;

/// <summary>What one loop costs while there is no other: of Experiments without a schedule, one after the other.</summary>
internal static class SingleLoops
{
    private const int Loops = 20;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <param name="prometheus">Who was asked.</param>
    /// <param name="queries">How many it has answered; null when it does not tell.</param>
    public static async Task<IReadOnlyList<Figure>> FiguresAsync(
        BenchmarkCluster cluster, ExperimentFleet fleet, string prometheus, Func<int>? queries, CancellationToken cancellationToken)
    {
        await RunAsync("warm-up", cancellationToken);
        await cluster.SettleAsync(cancellationToken);
        var (before, asked) = ((await cluster.OperatorRequestsAsync(cancellationToken)).Count, queries?.Invoke());
        for (var loop = 0; loop < Loops; loop++)
        {
            await RunAsync($"single-{loop}", cancellationToken);
        }

        await cluster.SettleAsync(cancellationToken);
        var requests = (await cluster.OperatorRequestsAsync(cancellationToken)).Skip(before).ToList();
        var writes = requests.Where(request => request.IsWrite).ToList();
        var begun = (await fleet.ListAsync(cancellationToken))
            .ToDictionary(experiment => experiment.Metadata.Name!, experiment => experiment.Status!.LastLoopTime!.Value);
        var times = writes.Where(MinutelyLoops.IsStatus).Select(write => write.ReceivedAt - begun[write.Name]).ToList();
        var name = $"One loop, 8 metrics of 2 versions, Prometheus is {prometheus}";
        List<Figure> figures =
        [
            new($"{name}: begun to its write, p50 of {Loops}", $"{Quantiles.Of(times, 0.5).TotalMilliseconds:0} ms"),
            new($"{name}: begun to its write, longest", $"{Quantiles.Of(times, 1).TotalMilliseconds:0} ms"),
            new(
                $"{name}: writes",
                $"{PerLoop(times.Count)} status, {PerLoop(writes.Count - times.Count)} Event (of the verdict)",
                "1 status"),
            new($"{name}: reads of the API server", PerLoop(requests.Count - writes.Count), "0"),
        ];
        if (queries is not null)
        {
            figures.Add(new($"{name}: queries", PerLoop(queries() - asked!.Value)));
        }

        return figures;

        async Task RunAsync(string experiment, CancellationToken token)
        {
            await fleet.CreateAsync(experiment, 0, schedule: null, token);
            await Waiting.UntilAsync(
                async () => (await fleet.ListAsync(token)).All(item => item.Status?.Loops == 1), $"{experiment} is done", Interval, token);
        }
    }

    private static string PerLoop(int count) => $"{count / (double)Loops:0.##}";
}
