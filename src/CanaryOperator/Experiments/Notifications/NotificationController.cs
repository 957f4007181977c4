using System.Collections.Concurrent;
using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Controllers;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Experiments.Notifications;

/// <summary>
/// Tells receivers what the status of an Experiment says, and remembers there that it did. Apart from the loops, whose schedule a slow
/// receiver must not hold up, and by what is stored: nobody hears of a loop that is not recorded.
/// </summary>
internal sealed class NotificationController(
    IKubernetesClient client, Notifier notifier, ExperimentEvents events, TimeProvider clock, ILogger<NotificationController> logger)
    : IEntityController<Experiment>
{
    /// <summary>What was written last, by the uid of its Experiment: nobody else writes it, and the cache may lag behind.</summary>
    private readonly ConcurrentDictionary<NamespacedName, (string Uid, IReadOnlyList<NotificationStatus> Told)> _written = new();

    public async Task<ReconciliationResult> ReconcileAsync(Experiment entity, CancellationToken cancellationToken)
    {
        if (entity.Spec.Notifications is not { Count: > 0 } notifications || entity.Status is not { } status
            || ExperimentValidation.Errors(entity).Count > 0)
        {
            return ReconciliationResult.Success();
        }

        var told = Known(entity);
        var now = clock.GetUtcNow();
        var due = notifications
            .Where(notification => NotificationPlan.At(notification, Of(notification, told), status, now).IsDue)
            .ToList();
        if (due.Count > 0)
        {
            var tried = await Task.WhenAll(
                due.Select(notification => TellAsync(entity, notification, Of(notification, told), cancellationToken)));
            told =
            [
                .. notifications
                    .Select(notification => tried.FirstOrDefault(one => one.Name == notification.Name) ?? Of(notification, told))
                    .OfType<NotificationStatus>(),
            ];
            await RememberAsync(entity, told, cancellationToken);
        }

        now = clock.GetUtcNow();
        return new(notifications.Min(notification => NotificationPlan.At(notification, Of(notification, told), status, now).Next) - now);
    }

    public Task<ReconciliationResult> DeletedAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        _written.TryRemove(key, out _);
        return Task.FromResult(ReconciliationResult.Success());
    }

    private async Task<NotificationStatus> TellAsync(
        Experiment experiment, NotificationSpec notification, NotificationStatus? told, CancellationToken cancellationToken)
    {
        var failure = await notifier.TellAsync(experiment, notification, cancellationToken);
        Log.Notified(
            logger,
            experiment.Namespace(),
            experiment.Name(),
            notification.Name!,
            experiment.Status!.Loops ?? 0,
            failure?.Problem ?? "it was told");
        return failure is null
            ? NotificationPlan.Told(notification, experiment.Status!, clock.GetUtcNow())
            : NotificationPlan.Failed(notification, told, experiment.Status!, failure, clock.GetUtcNow());
    }

    /// <summary>
    /// Without a version that it must have been computed from: a loop may be recorded meanwhile, and this is no part of it.
    /// </summary>
    private async Task RememberAsync(Experiment experiment, IReadOnlyList<NotificationStatus> told, CancellationToken cancellationToken)
    {
        using var patch = new JsonPatchWriter();
        patch.Test("/metadata/uid", experiment.Uid(), ApiJsonContext.Default.String);
        patch.Add("/status/notifications", told, ApiJsonContext.Default.IReadOnlyListNotificationStatus);
        await client.PatchAsync(
            ExperimentResources.Experiments, patch.Complete(), experiment.Name(), experiment.Namespace(), "status", cancellationToken);
        events.PublishNotifications(experiment, Known(experiment), told);
        _written[NamespacedName.Of(experiment.Metadata)] = (experiment.Uid()!, told);
    }

    private IReadOnlyList<NotificationStatus> Known(Experiment experiment) =>
        _written.TryGetValue(NamespacedName.Of(experiment.Metadata), out var written) && written.Uid == experiment.Uid()
            ? written.Told
            : experiment.Status?.Notifications ?? [];

    private static NotificationStatus? Of(NotificationSpec notification, IReadOnlyList<NotificationStatus> told) =>
        told.FirstOrDefault(one => one.Name == notification.Name);
}
