using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Informers;

namespace CanaryOperator.Tests.Support;

/// <summary>A cache that the test fills by hand, and may let lag.</summary>
internal sealed class FakeInformer<T> : IResourceInformer<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly Dictionary<NamespacedName, T> _objects = [];
    private readonly Dictionary<string, Func<T, IEnumerable<string>>> _indexes = [];

    public bool HasSynced => true;

    public bool IsServed { get; set; } = true;

    public string? LastError => null;

    public void Put(T obj) => _objects[NamespacedName.Of(obj.Metadata)] = obj;

    public void Remove(NamespacedName key) => _objects.Remove(key);

    public void Clear() => _objects.Clear();

    public T? Get(NamespacedName key) => _objects.GetValueOrDefault(key);

    public IReadOnlyList<T> List() => [.. _objects.Values];

    public IReadOnlyList<T> ByIndex(string index, string value) => [.. _objects.Values.Where(obj => _indexes[index](obj).Contains(value))];

    public void AddIndex(string name, Func<T, IEnumerable<string>> values) => _indexes.Add(name, values);

    public void Register(ResourceChangeHandler<T> handler) => throw new NotSupportedException();

    public Task RunAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
