using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Hosting;
using CanaryOperator.Runtime.Informers;
using CanaryOperator.Runtime.Queues;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Controllers;

/// <summary>
/// Reconciles the objects of one kind whenever they, or the objects that bear on them, change. Create it and name what it watches before
/// the informers run: they take no handlers afterwards.
/// </summary>
public sealed class Controller<TEntity> : IRunnable
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private static readonly TimeSpan SyncPoll = TimeSpan.FromMilliseconds(100);

    private readonly ResourceDescriptor<TEntity> _resource;
    private readonly IWorkQueue<NamespacedName> _queue;
    private readonly ControllerOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly KeyReconciler<TEntity> _reconciler;
    private readonly List<Func<bool>> _synced = [];

    /// <param name="queue">For this controller alone, which shuts it down when it stops.</param>
    public Controller(
        ControllerOptions options,
        ResourceDescriptor<TEntity> resource,
        IResourceInformer<TEntity> informer,
        IEntityController<TEntity> reconciler,
        IWorkQueue<NamespacedName> queue,
        TimeProvider clock,
        ControllerMetrics metrics,
        ILogger<Controller<TEntity>> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Workers, 1, nameof(options));
        ArgumentNullException.ThrowIfNull(metrics);
        _options = options;
        _resource = resource;
        _queue = queue;
        _clock = clock;
        _logger = logger;
        var reporter = metrics.Register(options.Name, options.Workers);
        _reconciler = new KeyReconciler<TEntity>(options.Name, informer, reconciler, queue, reporter, clock, logger);
        Watches(informer, entity => [NamespacedName.Of(entity.Metadata)]);
    }

    public string Name => _options.Name;

    /// <summary>Reconciles the owner when an object changes that has it as controller.</summary>
    public Controller<TEntity> Owns<TOwned>(IResourceInformer<TOwned> informer)
        where TOwned : class, IKubernetesObject<V1ObjectMeta> =>
        Watches(informer, owned => OwnerMapping.KeysOf(owned, _resource));

    /// <summary>Reconciles what <paramref name="map"/> says when an object changes, both as it was before and as it is now.</summary>
    public Controller<TEntity> Watches<TWatched>(IResourceInformer<TWatched> informer, Func<TWatched, IEnumerable<NamespacedName>> map)
        where TWatched : class, IKubernetesObject<V1ObjectMeta>
    {
        ArgumentNullException.ThrowIfNull(informer);
        ArgumentNullException.ThrowIfNull(map);
        _synced.Add(() => informer.HasSynced);
        informer.Register((old, current) =>
        {
            foreach (var key in Keys(old).Union(Keys(current)))
            {
                _queue.Add(key);
            }
        });
        return this;

        IEnumerable<NamespacedName> Keys(TWatched? obj) => obj is null ? [] : map(obj);
    }

    /// <summary>
    /// Waits until every cache it watches has synced (with half a cache, objects would look deleted), then works until cancelled. From then
    /// on no further key is begun, and what runs may finish within <see cref="ControllerOptions.DrainTimeout"/>. Runs once.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!await WaitForSyncAsync(cancellationToken))
        {
            return;
        }

        Log.Started(_logger, Name, _options.Workers);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var work = new CancellationTokenSource();
        List<Task> workers = [.. Enumerable.Range(0, _options.Workers).Select(_ => WorkAsync(stop.Token, work.Token))];

        // A worker ends by itself only when it is broken; then the others must not go on as if nothing had happened.
        await Task.WhenAny([.. workers, Task.Delay(Timeout.InfiniteTimeSpan, _clock, cancellationToken)]);
        await stop.CancelAsync();
        _queue.ShutDown();
        try
        {
            await Task.WhenAll(workers).WaitAsync(_options.DrainTimeout, _clock, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            Log.DrainTimedOut(_logger, Name, _options.DrainTimeout);
            await work.CancelAsync();
            await Task.WhenAll(workers);
        }

        Log.Stopped(_logger, Name);
    }

    private async Task<bool> WaitForSyncAsync(CancellationToken stop)
    {
        try
        {
            while (!_synced.TrueForAll(synced => synced()))
            {
                await Task.Delay(SyncPoll, _clock, stop);
            }

            return !stop.IsCancellationRequested;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task WorkAsync(CancellationToken stop, CancellationToken cancellationToken)
    {
        try
        {
            while (!stop.IsCancellationRequested && await _queue.TakeAsync(stop) is (true, var key))
            {
                try
                {
                    await _reconciler.ReconcileAsync(key, cancellationToken);
                }
                finally
                {
                    _queue.Done(key);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The way to stop while nothing is to do.
        }
    }
}
