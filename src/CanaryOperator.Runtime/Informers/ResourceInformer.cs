using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Hosting;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Informers;

/// <inheritdoc cref="IResourceInformer{T}"/>
public sealed class ResourceInformer<T> : IResourceInformer<T>, ICache
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private static readonly TimeSpan ResyncPeriod = TimeSpan.FromHours(10);

    private readonly ObjectStore<T> _store = new();
    private readonly InformerStatus<T> _status;
    private readonly ChangeFeed<T> _feed;
    private readonly Reflector<T> _reflector;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _resync;
    private int _started;

    /// <param name="scope">Which objects; its page size and resource version are not used.</param>
    /// <param name="transform">Drops from each object what nobody reads, before it is stored; null keeps everything.</param>
    /// <param name="random">For jitter; not to be shared with anybody who uses it at the same time.</param>
    public ResourceInformer(
        IKubernetesClient client,
        ResourceDescriptor<T> resource,
        ListOptions scope,
        Func<T, T>? transform,
        TimeProvider clock,
        Random random,
        InformerMetrics metrics,
        ILogger<ResourceInformer<T>> logger)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(metrics);
        Name = resource.QualifiedName;
        _clock = clock;
        _resync = ResyncPeriod * (0.9 + (0.2 * random.NextDouble()));
        var reporter = metrics.Register(Name, () => _store.Count, clock);
        _status = new InformerStatus<T>(resource, scope.Namespace, reporter, logger);
        _feed = new ChangeFeed<T>(_store, transform, _status);
        _reflector = new Reflector<T>(client, resource, scope, _feed, _status, random, clock);
    }

    public event EventHandler? ServedChanged
    {
        add => _status.ServedChanged += value;
        remove => _status.ServedChanged -= value;
    }

    /// <summary>The kind, as kubectl writes it.</summary>
    public string Name { get; }

    public bool HasSynced => _status.HasSynced;

    public bool IsServed => _status.IsServed;

    public string? LastError => _status.LastError;

    public T? Get(NamespacedName key) => _store.Get(key);

    public IReadOnlyList<T> List() => _store.List();

    public IReadOnlyList<T> ByIndex(string index, string value) => _store.ByIndex(index, value);

    public void AddIndex(string name, Func<T, IEnumerable<string>> values)
    {
        RefuseWhenStarted();
        _store.AddIndex(name, values);
    }

    public void Register(ResourceChangeHandler<T> handler)
    {
        RefuseWhenStarted();
        _feed.Register(handler);
    }

    /// <inheritdoc/>
    /// <remarks>Ends without an exception. Runs once.</remarks>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        RefuseWhenStarted();
        Volatile.Write(ref _started, 1);
        try
        {
            await Task.WhenAll(_reflector.RunAsync(cancellationToken), ResyncAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The only way to stop.
        }
    }

    private async Task ResyncAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(_resync, _clock, cancellationToken);
            _feed.Replay();
        }
    }

    private void RefuseWhenStarted()
    {
        if (Volatile.Read(ref _started) != 0)
        {
            throw new InvalidOperationException($"The informer of {Name} runs already.");
        }
    }
}
