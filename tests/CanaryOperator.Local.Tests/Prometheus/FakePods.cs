using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Serving;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Informers;

namespace CanaryOperator.Local.Tests.Prometheus;

/// <summary>Pods that come and go when the test says so.</summary>
internal sealed class FakePods : IResourceInformer<V1Pod>
{
    private readonly Dictionary<NamespacedName, V1Pod> _pods = [];
    private readonly List<ResourceChangeHandler<V1Pod>> _handlers = [];

    public event EventHandler? ServedChanged
    {
        add => throw new NotSupportedException();
        remove => throw new NotSupportedException();
    }

    public bool HasSynced => true;

    public bool IsServed => true;

    public string? LastError => null;

    /// <param name="metricsAddress">Null for a pod that does not say where its metrics are.</param>
    public void Put(string name, string? metricsAddress)
    {
        var pod = new V1Pod
        {
            Metadata = new V1ObjectMeta
            {
                NamespaceProperty = "default",
                Name = name,
                Annotations = metricsAddress is null
                    ? null
                    : new Dictionary<string, string> { [PodAnnotations.MetricsAddress] = metricsAddress },
            },
        };
        var key = NamespacedName.Of(pod.Metadata);
        var old = _pods.GetValueOrDefault(key);
        _pods[key] = pod;
        _handlers.ForEach(handler => handler(old, pod));
    }

    public void Remove(string name)
    {
        _pods.Remove(new NamespacedName("default", name), out var old);
        _handlers.ForEach(handler => handler(old, null));
    }

    public V1Pod? Get(NamespacedName key) => _pods.GetValueOrDefault(key);

    public IReadOnlyList<V1Pod> List() => [.. _pods.Values];

    public IReadOnlyList<V1Pod> ByIndex(string index, string value) => throw new NotSupportedException();

    public void AddIndex(string name, Func<V1Pod, IEnumerable<string>> values) => throw new NotSupportedException();

    public void Register(ResourceChangeHandler<V1Pod> handler) => _handlers.Add(handler);

    public Task RunAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
