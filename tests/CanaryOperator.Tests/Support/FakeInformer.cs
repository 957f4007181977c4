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
    private readonly List<ResourceChangeHandler<T>> _handlers = [];

    public event EventHandler? ServedChanged;

    public bool HasSynced => true;

    public bool IsServed
    {
        get;
        set
        {
            field = value;
            ServedChanged?.Invoke(this, EventArgs.Empty);
        }
    } = true;

    public string? LastError => null;

    public void Put(T obj)
    {
        var key = NamespacedName.Of(obj.Metadata);
        var old = _objects.GetValueOrDefault(key);
        _objects[key] = obj;
        _handlers.ForEach(handler => handler(old, obj));
    }

    public void Remove(T obj)
    {
        _objects.Remove(NamespacedName.Of(obj.Metadata));
        _handlers.ForEach(handler => handler(obj, null));
    }

    public void Remove(NamespacedName key) => _objects.Remove(key);

    public void Clear() => _objects.Clear();

    public T? Get(NamespacedName key) => _objects.GetValueOrDefault(key);

    public IReadOnlyList<T> List() => [.. _objects.Values];

    public IReadOnlyList<T> ByIndex(string index, string value) => [.. _objects.Values.Where(obj => _indexes[index](obj).Contains(value))];

    public void AddIndex(string name, Func<T, IEnumerable<string>> values) => _indexes.Add(name, values);

    public void Register(ResourceChangeHandler<T> handler) => _handlers.Add(handler);

    public Task RunAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
