using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Informers;
using CanaryOperator.Runtime.Queues;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Controllers;

/// <summary>Reconciles one key and decides when it comes back. A key that fails always comes back.</summary>
internal sealed class KeyReconciler<TEntity>(
    string controller,
    IResourceInformer<TEntity> informer,
    IEntityController<TEntity> reconciler,
    IWorkQueue<NamespacedName> queue,
    ControllerReporter reporter,
    TimeProvider clock,
    ILogger logger)
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>
    /// Asking a server that is away costs nobody anything, and when it returns, work must go on within seconds: these retries do not
    /// grow further apart.
    /// </summary>
    private static readonly TimeSpan UnreachableRetry = TimeSpan.FromSeconds(2);

    /// <summary>Throws nothing.</summary>
    public async Task ReconcileAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        using var scope = logger.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["controller"] = controller,
            ["namespace"] = key.Namespace,
            ["name"] = key.Name,
            ["reconcileId"] = Guid.NewGuid(),
        });
        var start = clock.GetTimestamp();
        reporter.Started();
        var outcome = await TryAsync(key, cancellationToken);
        var elapsed = clock.GetElapsedTime(start);
        reporter.Ended(outcome, elapsed);
        Log.Reconciled(logger, key, elapsed, outcome);
    }

    private async Task<string> TryAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        try
        {
            var result = informer.Get(key) is { } entity
                ? await reconciler.ReconcileAsync(entity, cancellationToken)
                : await reconciler.DeletedAsync(key, cancellationToken);
            return Requeue(key, result.RequeueAfter);
        }
        catch (Exception exception)
        {
            if (exception is KubernetesException { StatusCode: null })
            {
                queue.AddAfter(key, UnreachableRetry);
            }
            else
            {
                queue.AddRateLimited(key);
            }

            return Classify(key, exception, cancellationToken);
        }
    }

    private string Requeue(NamespacedName key, TimeSpan? after)
    {
        if (after <= TimeSpan.Zero)
        {
            // The moment to look again has passed already. At once would be a hot loop if it is always so.
            queue.AddRateLimited(key);
            return ReconcileOutcome.Requeue;
        }

        queue.Forget(key);
        if (after is null)
        {
            return ReconcileOutcome.Success;
        }

        queue.AddAfter(key, after.Value);
        return ReconcileOutcome.RequeueAfter;
    }

    private string Classify(NamespacedName key, Exception exception, CancellationToken cancellationToken)
    {
        switch (exception)
        {
            // Anybody else's cancellation, such as an HTTP timeout, is a failure like any other.
            case OperationCanceledException when cancellationToken.IsCancellationRequested:
                return ReconcileOutcome.Requeue;
            case KubernetesException { IsConflict: true }:
                Log.Conflict(logger, key, exception.Message);
                return ReconcileOutcome.Requeue;
            case KubernetesException { IsTransient: true }:
                Log.Unserved(logger, key, exception.Message);
                return ReconcileOutcome.Error;
            case KubernetesException:
                Log.Refused(logger, key, exception.Message);
                return ReconcileOutcome.Error;
            default:
                Log.Failed(logger, exception, key);
                return ReconcileOutcome.Error;
        }
    }
}
