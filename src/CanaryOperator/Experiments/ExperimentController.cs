using System.Collections.Concurrent;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Api.Validation;
using CanaryOperator.Experiments.Load;
using CanaryOperator.Experiments.Loops;
using CanaryOperator.Experiments.Targets;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Controllers;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Experiments;

/// <summary>
/// Runs the loops of Experiments. A loop is recorded by one write, after all of it is known: an operator that ends in the middle repeats
/// it.
/// </summary>
internal sealed class ExperimentController(
    TargetReader targets,
    BackgroundLoads loads,
    LoopRunner loops,
    ExperimentStatusWriter statuses,
    TimeProvider clock,
    ILogger<ExperimentController> logger)
    : IEntityController<Experiment>
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Schedules are of the clock on the wall, which may be set; the queue's only counts on.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(10);

    /// <summary>Since when a due loop waits for its target; forgotten when the operator ends, which only makes it wait longer.</summary>
    private readonly ConcurrentDictionary<NamespacedName, long> _waitingSince = new();

    public async Task<ReconciliationResult> ReconcileAsync(Experiment entity, CancellationToken cancellationToken)
    {
        if (statuses.IsOutdated(entity))
        {
            // The event of the write is on its way and brings us back.
            return ReconciliationResult.Success();
        }

        var key = NamespacedName.Of(entity.Metadata);
        var before = entity.Status ?? new();
        if (ExperimentValidation.Errors(entity) is { Count: > 0 } errors)
        {
            loads.End(key);
            var invalid = string.Join(" ", errors.Select(error => $"{error}."));
            await statuses.WriteAsync(
                entity, before with { NextLoopTime = null }, completed: null, target: null, invalid, cancellationToken);
            return ReconciliationResult.Success();
        }

        var now = clock.GetUtcNow();
        var plan = LoopPlan.At(entity, now);
        before = before with { NextLoopTime = plan.Next };
        if (plan.Completed is not null)
        {
            loads.End(key);
            await statuses.WriteAsync(entity, before, plan.Completed, target: null, invalid: null, cancellationToken);
            return ReconciliationResult.Success();
        }

        var target = targets.Read(entity);
        var readiness = new TargetReadiness(target is null
            ? $"There is no InferenceService {entity.Spec.Target!.InferenceService} in namespace {entity.Namespace()}"
            : target.NotReady);
        if (!plan.IsDue)
        {
            loads.End(key);
            _waitingSince.TryRemove(key, out _);
            await statuses.WriteAsync(entity, before, completed: null, readiness, invalid: null, cancellationToken);
            return Until(plan.Next);
        }

        var isGated = !loads.HasBegun(entity) && (target is null || entity.Spec.Readiness is not null);
        var obstacle = isGated ? readiness.Problem : null;
        if (obstacle is not null && Patience(entity) is var patience && patience > TimeSpan.Zero)
        {
            // The InferenceService's next change wakes us before that.
            await statuses.WriteAsync(entity, before, completed: null, readiness, invalid: null, cancellationToken);
            return ReconciliationResult.Success(patience);
        }

        _waitingSince.TryRemove(key, out _);
        if (obstacle is not null)
        {
            var failed = new LoopResult { Time = now, Versions = target?.Versions ?? [], Error = obstacle };
            return await RecordAsync(entity, failed, readiness, cancellationToken);
        }

        if (loads.Begin(entity, target) is not { } load)
        {
            // What we wrote last says when this loop is due, and is left as it is: the write comes when the load is done, which wakes us.
            await statuses.WriteAsync(entity, entity.Status ?? new(), completed: null, readiness, invalid: null, cancellationToken);
            return ReconciliationResult.Success();
        }

        return await RecordAsync(entity, await loops.RunAsync(entity, load, cancellationToken), readiness, cancellationToken);
    }

    public Task<ReconciliationResult> DeletedAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        _waitingSince.TryRemove(key, out _);
        loads.End(key);
        statuses.Forget(key);
        return Task.FromResult(ReconciliationResult.Success());
    }

    private async Task<ReconciliationResult> RecordAsync(
        Experiment experiment, LoopResult result, TargetReadiness readiness, CancellationToken cancellationToken)
    {
        var status = LoopRecording.Record(experiment.Status, result, experiment.IsDiagnosing());

        // What comes next depends on what is recorded: it may have been the last loop.
        var plan = LoopPlan.At(experiment with { Status = status }, clock.GetUtcNow());
        await statuses.WriteAsync(
            experiment, status with { NextLoopTime = plan.Next }, plan.Completed, readiness, invalid: null, cancellationToken);
        loads.End(NamespacedName.Of(experiment.Metadata));
        Log.Recorded(
            logger,
            experiment.Namespace(),
            experiment.Name(),
            status.Loops!.Value,
            status.LastError ?? $"{status.Verdict}: {status.Message}");
        return Until(plan.Next);
    }

    private ReconciliationResult Until(DateTimeOffset? next)
    {
        var wait = next - clock.GetUtcNow();
        return new(wait < LongestSleep ? wait : next is null ? null : LongestSleep);
    }

    private TimeSpan Patience(Experiment experiment)
    {
        var since = _waitingSince.GetOrAdd(NamespacedName.Of(experiment.Metadata), _ => clock.GetTimestamp());
        var timeout = experiment.Spec.Readiness?.Timeout is { } text ? GoDuration.ToTimeSpan(text) : null;
        return (timeout ?? DefaultTimeout) - clock.GetElapsedTime(since);
    }
}
