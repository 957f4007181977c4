using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Informers;

namespace CanaryOperator.Runtime.Tests.Controllers;

/// <summary>A cache that the test fills by hand.</summary>
internal sealed class FakeInformer : IResourceInformer<V1Lease>
{
    private readonly Dictionary<NamespacedName, V1Lease> _objects = [];
    private ResourceChangeHandler<V1Lease>? _handlers;

    event EventHandler? IResourceInformer<V1Lease>.ServedChanged
    {
        add => throw new NotSupportedException();
        remove => throw new NotSupportedException();
    }

    public bool HasSynced { get; set; } = true;

    public bool IsServed => true;

    public string? LastError => null;

    public void Put(string name, string? owner = null)
    {
        var current = new V1Lease
        {
            Metadata = new V1ObjectMeta
            {
                NamespaceProperty = "ns",
                Name = name,
                OwnerReferences = owner is null
                    ? []
                    : [new() { ApiVersion = "coordination.k8s.io/v9", Kind = "Lease", Name = owner, Uid = "u", Controller = true }],
            },
        };
        var key = NamespacedName.Of(current.Metadata);
        var old = _objects.GetValueOrDefault(key);
        _objects[key] = current;
        _handlers?.Invoke(old, current);
    }

    public void Delete(string name)
    {
        _objects.Remove(new NamespacedName("ns", name), out var old);
        _handlers?.Invoke(old, null);
    }

    public V1Lease? Get(NamespacedName key) => _objects.GetValueOrDefault(key);

    public void Register(ResourceChangeHandler<V1Lease> handler) => _handlers += handler;

    public IReadOnlyList<V1Lease> List() => throw new NotSupportedException();

    public IReadOnlyList<V1Lease> ByIndex(string index, string value) => throw new NotSupportedException();

    public void AddIndex(string name, Func<V1Lease, IEnumerable<string>> values) => throw new NotSupportedException();

    public Task RunAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
