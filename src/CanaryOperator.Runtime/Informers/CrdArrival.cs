using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime.Informers;

/// <summary>
/// Waits, by one watch on one name, for the CustomResourceDefinition of a kind that the server does not serve: asking for the kind itself
/// again and again would be slow to notice and would cost requests for as long as the cluster goes without it.
/// </summary>
/// <param name="random">Not shared with another thread.</param>
internal sealed class CrdArrival<T>(IKubernetesClient client, ResourceDescriptor<T> resource, Random random)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly string _selector = $"metadata.name={resource.QualifiedName}";

    /// <summary>
    /// Built-in groups have no definition to wait for. They are also never absent for long, only while a server starts, so that the few
    /// kinds of other people in groups of that name are not worth a difference.
    /// </summary>
    private readonly bool _isBuiltIn = !resource.Group.Contains('.') || resource.Group.EndsWith(".k8s.io", StringComparison.Ordinal);

    /// <returns>
    /// True when the definition has just appeared. False when that cannot be told this way or has taken some minutes, and the kind itself
    /// is to be asked for after a pause: the definition is there (but not in effect yet, or not with this version), the watch ended or
    /// failed, or is not allowed.
    /// </returns>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        if (_isBuiltIn)
        {
            return false;
        }

        try
        {
            return await WatchAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Whatever it is, it only makes the wait less convenient; if the server is in trouble, the list of the kind will say so.
            return false;
        }
    }

    private async Task<bool> WatchAsync(CancellationToken cancellationToken)
    {
        var scope = new ListOptions { FieldSelector = _selector, PageSize = 0 };
        var existing = await client.ListAsync(WellKnownResources.CustomResourceDefinitions, scope, cancellationToken);
        if (existing.Items.Count > 0)
        {
            return false;
        }

        var watch = new WatchOptions
        {
            FieldSelector = _selector, ResourceVersion = existing.ResourceVersion, Timeout = WatchTimeout.Next(random),
        };
        await foreach (var watchEvent in client.WatchAsync(WellKnownResources.CustomResourceDefinitions, watch, cancellationToken))
        {
            if (watchEvent.Type is WatchEventType.Added or WatchEventType.Modified)
            {
                return true;
            }
        }

        return false;
    }
}
