using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime.Informers;

/// <summary>
/// A cache of all objects of one kind in one scope, kept equal to the server by one list and one watch, and shared by everybody who asks.
/// Objects in it are immutable. Thread-safe.
/// </summary>
public interface IResourceInformer<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>The server has begun, or ceased, to serve the kind, which no object tells when there is none.</summary>
    event EventHandler? ServedChanged;

    /// <summary>The first list has been read and handed to every handler, or the server does not serve the kind.</summary>
    bool HasSynced { get; }

    /// <summary>False while the server has no such kind, for example because its CRD is not installed.</summary>
    bool IsServed { get; }

    /// <summary>Why the cache is not (or no longer) being kept up to date; null while it is.</summary>
    string? LastError { get; }

    T? Get(NamespacedName key);

    /// <summary>All objects, in no order; a snapshot.</summary>
    IReadOnlyList<T> List();

    /// <summary>Objects that the index maps to <paramref name="value"/>; a snapshot.</summary>
    /// <exception cref="ArgumentException">No index has that name.</exception>
    IReadOnlyList<T> ByIndex(string index, string value);

    /// <summary>
    /// Adds an index. Only before the informer runs.
    /// </summary>
    void AddIndex(string name, Func<T, IEnumerable<string>> values);

    /// <summary>
    /// Calls <paramref name="handler"/> for every change, in order per object. A handler must be quick; it may throw, and is then counted
    /// and logged. Only before the informer runs.
    /// </summary>
    void Register(ResourceChangeHandler<T> handler);

    /// <summary>Lists and watches until cancelled.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
