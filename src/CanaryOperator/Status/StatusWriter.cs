using System.Collections.Concurrent;
using CanaryOperator.Api;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Controllers;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Metrics;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Controllers;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Status;

/// <summary>
/// Writes statuses that differ from the stored ones. What matters at once (readiness, history, failures) is written at once; the many small
/// steps in which Knative reports a rollout are written together, at the latest <see cref="Patience"/> after the first.
/// </summary>
internal sealed class StatusWriter(
    IKubernetesClient client, RolloutEvents events, OperatorMetrics metrics, TimeProvider clock, ILogger<StatusWriter> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(string Group, NamespacedName Key), long> _waitingSince = new();

    private readonly ReplacedVersions<(string Group, NamespacedName Key)> _replaced = new();

    public async Task<ReconciliationResult> WriteAsync(
        ResourceDescriptor<InferenceService> resource, InferenceServiceView view, CancellationToken cancellationToken)
    {
        var key = KeyOf(resource, view.InferenceService);
        if (_replaced.Contains(key, view.InferenceService))
        {
            // A status based on it would be refused.
            return ReconciliationResult.Success();
        }

        var (before, after) = (view.InferenceService.Status, StatusBuilder.Build(view, clock.GetUtcNow()));
        var change = StatusComparison.Compare(before, after);
        if (change == StatusChange.None)
        {
            _waitingSince.TryRemove(key, out _);
            return ReconciliationResult.Success();
        }

        if (change == StatusChange.Progress)
        {
            var waited = clock.GetElapsedTime(_waitingSince.GetOrAdd(key, _ => clock.GetTimestamp()));
            if (waited < Patience)
            {
                return ReconciliationResult.Success(Patience - waited);
            }
        }

        await StoreAsync(resource, view, after, cancellationToken);
        return ReconciliationResult.Success();
    }

    /// <summary>Writes the status as the view has it, whatever changed, and returns the InferenceService with it.</summary>
    public Task<InferenceService> StoreAsync(
        ResourceDescriptor<InferenceService> resource, InferenceServiceView view, CancellationToken cancellationToken) =>
        StoreAsync(resource, view, StatusBuilder.Build(view, clock.GetUtcNow()), cancellationToken);

    public void Forget(ResourceDescriptor<InferenceService> resource, NamespacedName key)
    {
        _waitingSince.TryRemove((resource.Group, key), out _);
        _replaced.Forget((resource.Group, key));
    }

    private async Task<InferenceService> StoreAsync(
        ResourceDescriptor<InferenceService> resource,
        InferenceServiceView view,
        InferenceServiceStatus status,
        CancellationToken cancellationToken)
    {
        var inferenceService = view.InferenceService;
        var patch = StatusPatch.Replace(inferenceService, status, ApiJsonContext.Default.InferenceServiceStatus);
        var stored = await metrics.CountAsync($"{resource.QualifiedName}/status", "patch", () => client.PatchAsync(
            resource, patch, inferenceService.Name(), inferenceService.Namespace(), subresource: "status", cancellationToken));
        var key = KeyOf(resource, inferenceService);
        _waitingSince.TryRemove(key, out _);
        _replaced.Add(key, stored, inferenceService);
        logger.StatusWritten();
        events.Publish(resource, view, inferenceService.Status, status);
        return stored;
    }

    private static (string Group, NamespacedName Key) KeyOf(
        ResourceDescriptor<InferenceService> resource, InferenceService inferenceService) =>
        (resource.Group, new(inferenceService.Namespace(), inferenceService.Name()));
}
