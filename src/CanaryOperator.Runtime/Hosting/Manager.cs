using System.Runtime.ExceptionServices;
using CanaryOperator.Runtime.Events;
using CanaryOperator.Runtime.Health;
using CanaryOperator.Runtime.LeaderElection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Hosting;

/// <summary>
/// Owns the order in which the parts of an operator start (servers, caches, leader election, controllers) and stop (controllers, caches,
/// servers, then the lease, then the last events). Servers and caches run in every replica, controllers in the leader alone.
/// </summary>
public sealed class Manager
{
    private readonly ManagerOptions _options;
    private readonly IReadOnlyList<IHostedService> _servers;
    private readonly RunnableGroup _caches;
    private readonly RunnableGroup _controllers;
    private readonly CacheSync _cacheSync;
    private readonly LeaderElector? _elector;
    private readonly EventRecorder _events;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    /// <param name="servers">Started in this order and stopped in the reverse one.</param>
    /// <param name="elector">Null to lead without asking: only when nobody else can run.</param>
    /// <param name="checks">Gets a readiness check for the caches and a liveness check for the election.</param>
    public Manager(
        ManagerOptions options,
        IReadOnlyList<IHostedService> servers,
        IReadOnlyList<ICache> caches,
        IReadOnlyList<IRunnable> controllers,
        LeaderElector? elector,
        EventRecorder events,
        HealthChecks checks,
        TimeProvider clock,
        ILogger<Manager> logger)
    {
        _options = options;
        _servers = servers;
        _caches = new RunnableGroup(caches, logger);
        _controllers = new RunnableGroup(controllers, logger);
        _cacheSync = new CacheSync(caches, options.CacheSyncTimeout, clock, logger);
        _elector = elector;
        _events = events;
        _clock = clock;
        _logger = logger;

        // Not whether it leads: a rollout of the operator would wait for ever for its second replica.
        checks.AddReadiness("caches", _cacheSync.CheckHealth);
        if (elector is not null)
        {
            checks.AddLiveness("leader-election", elector.CheckHealth);
        }
    }

    /// <summary>Runs everything until cancelled. May be called once.</summary>
    /// <exception cref="LeadershipLostException">Thrown at once: the process must end without waiting for anything.</exception>
    /// <exception cref="TimeoutException">Caches did not sync, or a stop took longer than the grace period.</exception>
    /// <exception cref="Exception">What a part threw, or that it ended by itself; everything else was stopped in order before.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Never disposed: after a lost lease or an overrun stop, what still runs goes on using them until the process ends.
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var grace = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _clock);
        stop.Token.Register(() => grace.CancelAfter(_options.GracePeriod));
        try
        {
            await RunInOrderAsync(stop, grace.Token).WaitAsync(grace.Token);
        }
        catch (OperationCanceledException exception) when (grace.IsCancellationRequested)
        {
            var running = string.Join(", ", _controllers.Running.Concat(_caches.Running));
            throw new TimeoutException(
                $"The stop took longer than {_options.GracePeriod.TotalSeconds:0} s; still running: {running}.", exception);
        }
    }

    private async Task RunInOrderAsync(CancellationTokenSource stop, CancellationToken grace)
    {
        var stopEvents = new CancellationTokenSource();
        var events = _events.RunAsync(stopEvents.Token);
        var servers = new Stack<IHostedService>();
        var stopCaches = new CancellationTokenSource();
        var caches = Task.CompletedTask;
        ExceptionDispatchInfo? failure = null;
        try
        {
            await StartServersAsync(servers, stop.Token);
            caches = RunCachesAsync(stop, stopCaches.Token);
            await _cacheSync.WaitAsync(stop.Token);
            await LeadAsync(StopServingAsync, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (Exception exception) when (exception is not LeadershipLostException)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
            await stop.CancelAsync();
        }

        try
        {
            await StopServingAsync();
        }
        catch (Exception exception)
        {
            failure ??= ExceptionDispatchInfo.Capture(exception);
        }

        await stopEvents.CancelAsync();
        await events;
        failure?.Throw();

        async Task StopServingAsync()
        {
            await stopCaches.CancelAsync();
            try
            {
                await caches;
            }
            finally
            {
                while (servers.TryPop(out var server))
                {
                    await server.StopAsync(grace);
                }
            }
        }
    }

    private async Task StartServersAsync(Stack<IHostedService> started, CancellationToken cancellationToken)
    {
        foreach (var server in _servers)
        {
            await server.StartAsync(cancellationToken);
            started.Push(server);
        }
    }

    /// <summary>Stops everything when a cache fails.</summary>
    private async Task RunCachesAsync(CancellationTokenSource stop, CancellationToken stopCaches)
    {
        try
        {
            await _caches.RunAsync(stopCaches);
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }

    /// <param name="stopServing">What has to end before the lease may be released.</param>
    /// <param name="cancellationToken">Asks for a clean stop.</param>
    private async Task LeadAsync(Func<Task> stopServing, CancellationToken cancellationToken)
    {
        if (_elector is null)
        {
            await _controllers.RunAsync(cancellationToken);
            return;
        }

        await _elector.RunAsync(
            async work =>
            {
                await _controllers.RunAsync(work);
                await stopServing();
            },
            cancellationToken);
    }
}
