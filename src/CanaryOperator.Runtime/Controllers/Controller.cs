using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Hosting;
using CanaryOperator.Runtime.Informers;
using CanaryOperator.Runtime.Queues;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Controllers;

/// <summary>
/// Reconciles the objects of one kind whenever they, or the objects that bear on them, change. Create it and name what it watches before the
/// informers run: they take no handlers afterwards.
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

    /// <summary>As <see cref="RunAsync(CancellationToken,CancellationToken)"/>, for a process that ends when it loses the right to act.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => RunAsync(cancellationToken, abort: CancellationToken.None);

    /// <summary>
    /// Waits until every cache it watches has synced (with half a cache, objects would look deleted), then works until stopped. Runs once.
    /// </summary>
    /// <param name="stop">Takes no further key; what runs may finish within <see cref="ControllerOptions.DrainTimeout"/>.</param>
    /// <param name="abort">Cancels what runs at once: the right to act was lost.</param>
    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        using var stopTaking = CancellationTokenSource.CreateLinkedTokenSource(stop, abort);
        using var work = CancellationTokenSource.CreateLinkedTokenSource(abort);
        if (!await WaitForSyncAsync(stopTaking.Token))
        {
            return;
        }

        Log.Started(_logger, _options.Name, _options.Workers);
        var workers = Task.WhenAll(Enumerable.Range(0, _options.Workers).Select(_ => WorkAsync(stopTaking.Token, work.Token)));
        await Task.WhenAny(workers, Task.Delay(Timeout.InfiniteTimeSpan, _clock, stopTaking.Token));
        _queue.ShutDown();
        try
        {
            await workers.WaitAsync(_options.DrainTimeout, _clock, abort);
        }
        catch (TimeoutException)
        {
            Log.DrainTimedOut(_logger, _options.Name, _options.DrainTimeout);
            await work.CancelAsync();
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            // The reconciles have heard of it by their own token.
        }

        await workers;
        Log.Stopped(_logger, _options.Name);
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
