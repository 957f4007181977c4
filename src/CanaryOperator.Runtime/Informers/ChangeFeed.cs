using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime.Informers;

/// <summary>Puts what the server sends into the store and tells the handlers, one change at a time.</summary>
internal sealed class ChangeFeed<T>(ObjectStore<T> store, Func<T, T>? transform, InformerStatus<T> status)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    // Held while handlers run, so that a replay cannot overtake or repeat a change that is on its way.
    private readonly Lock _gate = new();
    private readonly List<ResourceChangeHandler<T>> _handlers = [];

    public bool IsEmpty => store.Count == 0;

    public void Register(ResourceChangeHandler<T> handler) => _handlers.Add(handler);

    public void Put(T received)
    {
        lock (_gate)
        {
            Deliver(store.Put(Transform(received)));
        }
    }

    public void Remove(NamespacedName key, T? finalState)
    {
        lock (_gate)
        {
            Deliver(store.Remove(key, finalState is null ? null : Transform(finalState)));
        }
    }

    public void Replace(IEnumerable<T> received, IEnumerable<NamespacedName> unreadable)
    {
        lock (_gate)
        {
            Deliver(store.Replace(received.Select(Transform), unreadable));
        }
    }

    /// <summary>Tells the handlers of everything once more, to repair what they got wrong. Asks the server nothing.</summary>
    public void Replay()
    {
        lock (_gate)
        {
            Deliver([.. store.List().Select(obj => new ObjectChange<T>(obj, obj))]);
        }
    }

    private T Transform(T received) => transform is null ? received : transform(received);

    private void Deliver(IReadOnlyList<ObjectChange<T>> changes)
    {
        foreach (var (old, current) in changes)
        {
            foreach (var handler in _handlers)
            {
                try
                {
                    handler(old, current);
                }
                catch (Exception exception)
                {
                    status.HandlerFailed(exception);
                }
            }
        }
    }
}
