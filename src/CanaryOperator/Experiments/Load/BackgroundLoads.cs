using System.Collections.Concurrent;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Experiments.Loops;
using CanaryOperator.Experiments.Targets;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Hosting;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Experiments.Load;

/// <summary>
/// Sends the loads of loops beside the reconciles, which a minute's load would hold up. Nothing is kept beyond the process: an operator
/// that ends in the middle sends the load of that loop again.
/// </summary>
/// <param name="wake">Called when a load is done.</param>
internal sealed class BackgroundLoads(
    LoadPlanner planner,
    LoadSender sender,
    LoadLimits limits,
    ExperimentEvents events,
    Action<NamespacedName> wake,
    TimeProvider clock,
    ILogger<BackgroundLoads> logger) : IRunnable, IDisposable
{
    private readonly ConcurrentDictionary<NamespacedName, BackgroundLoad> _loads = new();
    private readonly SemaphoreSlim _turns = new(limits.MaxAtOnce);
    private readonly CancellationTokenSource _stop = new();

    public string Name => "experiment-loads";

    /// <summary>The loop that is due has begun: what happens to its target now does not change that.</summary>
    public bool HasBegun(Experiment experiment) => Find(experiment) is not null;

    /// <summary>How the loop that is due began. Begins its load, when it has one; null until that is done.</summary>
    /// <param name="target">Not looked at when <see cref="HasBegun"/>.</param>
    public LoadResult? Begin(Experiment experiment, TargetSnapshot? target)
    {
        if (Find(experiment) is { } known)
        {
            return known.Result;
        }

        var key = NamespacedName.Of(experiment.Metadata);
        End(key);
        var begin = new LoadResult(clock.GetUtcNow(), target!, new Dictionary<string, IReadOnlyList<MeasuredMetric>>());
        var plan = planner.Plan(experiment, target!);
        if (plan.All(planned => planned.ToSend.Count == 0))
        {
            return Complete(experiment, begin, plan.Select(planned => new SentLoad(planned, [])));
        }

        var load = new BackgroundLoad(LoopKey.Of(experiment), _stop.Token);
        _loads[key] = load;
        load.Ended = SendAsync(experiment, load, begin, plan);
        return load.Result;
    }

    /// <summary>Whatever its load found, or would have found, is not wanted any more.</summary>
    public void End(NamespacedName key)
    {
        if (_loads.TryRemove(key, out var load))
        {
            load.Dispose();
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _stop.CancelAsync();
        await Task.WhenAll(_loads.Values.Select(load => load.Ended));
    }

    public void Dispose()
    {
        _stop.Dispose();
        _turns.Dispose();
    }

    private BackgroundLoad? Find(Experiment experiment) =>
        _loads.TryGetValue(NamespacedName.Of(experiment.Metadata), out var load) && load.Loop == LoopKey.Of(experiment) ? load : null;

    private async Task SendAsync(Experiment experiment, BackgroundLoad load, LoadResult begin, IReadOnlyList<PlannedLoad> plan)
    {
        try
        {
            await TakeTurnAsync(experiment, load.Cancelled);
            try
            {
                var sent = new List<SentLoad>();
                foreach (var planned in plan)
                {
                    sent.Add(await SendAsync(experiment, planned, load.Cancelled));
                }

                load.Result = Complete(experiment, begin, sent);
            }
            finally
            {
                _turns.Release();
            }

            wake(NamespacedName.Of(experiment.Metadata));
        }
        catch (OperationCanceledException) when (load.Cancelled.IsCancellationRequested)
        {
            // The Experiment is another one now, or the operator stops.
        }
    }

    private async Task TakeTurnAsync(Experiment experiment, CancellationToken cancellationToken)
    {
        if (!_turns.Wait(TimeSpan.Zero, CancellationToken.None))
        {
            Log.LoadWaits(logger, experiment.Namespace(), experiment.Name());
            events.LoadWaits(experiment, limits.MaxAtOnce);
            await _turns.WaitAsync(cancellationToken);
        }
    }

    private async Task<SentLoad> SendAsync(Experiment experiment, PlannedLoad load, CancellationToken cancellationToken)
    {
        if (load.ToSend.Count == 0)
        {
            return new(load, []);
        }

        Log.LoadBegins(logger, experiment.Namespace(), experiment.Name(), load.Describe());
        events.LoadBegins(experiment, load.Describe());
        try
        {
            var sent = new SentLoad(load, await sender.SendAsync(load, cancellationToken));
            foreach (var error in sent.Errors())
            {
                events.LoadHasErrors(experiment, error);
            }

            return sent;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Whatever it was, the loop must come to its end.
            Log.LoadBroke(logger, exception, experiment.Namespace(), experiment.Name(), load.Name);
            return new(load with { Refusal = $"it broke off: {exception.Message}" }, []);
        }
    }

    private LoadResult Complete(Experiment experiment, LoadResult begin, IEnumerable<SentLoad> loads)
    {
        var (sent, now) = (loads.ToList(), clock.GetUtcNow());
        return begin with
        {
            Metrics = begin.Target.Versions.ToDictionary(
                version => version.Name,
                version => (IReadOnlyList<MeasuredMetric>)[.. sent.SelectMany(load => LoadMetrics.Of(experiment, load, version, now))],
                StringComparer.Ordinal),
        };
    }
}
