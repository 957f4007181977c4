using System.Runtime.CompilerServices;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Cli;

/// <summary>Objects as they change.</summary>
internal sealed class ObjectWatch(IKubernetesClient client, TimeProvider clock)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The object as it is, then after every change, without end; null when there is none. Watches that break are begun anew.
    /// </summary>
    /// <param name="name">Null for all of the namespace: the first one, then each that changes.</param>
    /// <exception cref="KubernetesException">The object cannot be read.</exception>
    public async IAsyncEnumerable<T?> FollowAsync<T>(
        ResourceDescriptor<T> resource, string @namespace, string? name, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var selector = name is null ? null : $"metadata.name={name}";
        while (true)
        {
            var list = await client.ListAsync(resource, new() { Namespace = @namespace, FieldSelector = selector }, cancellationToken);
            yield return list.Items is [var first, ..] ? first : null;
            var watch = new WatchOptions
            {
                Namespace = @namespace,
                FieldSelector = selector,
                ResourceVersion = list.ResourceVersion,
                Timeout = Timeout,
            };
            await using var events = client.WatchAsync(resource, watch, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await MoveAsync(events))
            {
                if (events.Current.Type is WatchEventType.Added or WatchEventType.Modified or WatchEventType.Deleted)
                {
                    yield return events.Current.Type == WatchEventType.Deleted ? null : events.Current.Object;
                }
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    /// <returns>False at the end of the watch, however it came.</returns>
    private static async Task<bool> MoveAsync<T>(IAsyncEnumerator<WatchEvent<T>> events)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (KubernetesException e) when (e.IsTransient || e.IsGone)
        {
            return false;
        }
    }
}
