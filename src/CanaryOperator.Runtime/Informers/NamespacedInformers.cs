using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Hosting;

namespace CanaryOperator.Runtime.Informers;

/// <summary>
/// One cache made of several, each of one namespace with a list and a watch of its own: for roles that do not reach the whole cluster.
/// Handlers are called for several namespaces at a time.
/// </summary>
public sealed class NamespacedInformers<T> : IResourceInformer<T>, ICache
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly IReadOnlyDictionary<string, ResourceInformer<T>> _informers;

    /// <param name="informers">By the namespace that is their scope.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public NamespacedInformers(IReadOnlyDictionary<string, ResourceInformer<T>> informers)
    {
        ArgumentNullException.ThrowIfNull(informers);
        _informers = informers.Count > 0 ? informers : throw new ArgumentException("No namespace to watch.", nameof(informers));
    }

    public event EventHandler? ServedChanged
    {
        add => _informers.Values.ToList().ForEach(informer => informer.ServedChanged += value);
        remove => _informers.Values.ToList().ForEach(informer => informer.ServedChanged -= value);
    }

    /// <summary>The kind, as kubectl writes it.</summary>
    public string Name => _informers.Values.First().Name;

    public bool HasSynced => _informers.Values.All(informer => informer.HasSynced);

    public bool IsServed => _informers.Values.All(informer => informer.IsServed);

    public string? LastError => _informers.Values.Select(informer => informer.LastError).FirstOrDefault(error => error is not null);

    public T? Get(NamespacedName key) => _informers.TryGetValue(key.Namespace, out var informer) ? informer.Get(key) : null;

    public IReadOnlyList<T> List() => [.. _informers.Values.SelectMany(informer => informer.List())];

    public IReadOnlyList<T> ByIndex(string index, string value) =>
        [.. _informers.Values.SelectMany(informer => informer.ByIndex(index, value))];

    public void AddIndex(string name, Func<T, IEnumerable<string>> values)
    {
        foreach (var informer in _informers.Values)
        {
            informer.AddIndex(name, values);
        }
    }

    public void Register(ResourceChangeHandler<T> handler)
    {
        foreach (var informer in _informers.Values)
        {
            informer.Register(handler);
        }
    }

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_informers.Values.Select(informer => informer.RunAsync(cancellationToken)));
}
