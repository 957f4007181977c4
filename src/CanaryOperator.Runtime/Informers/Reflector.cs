using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime.Informers;

/// <summary>Keeps a store equal to the server: one list, then one watch after the other from where the last one ended.</summary>
/// <param name="scope">Which objects; its page size and resource version are not used.</param>
/// <param name="random">Not shared with another thread.</param>
internal sealed class Reflector<T>(
    IKubernetesClient client,
    ResourceDescriptor<T> resource,
    ListOptions scope,
    ChangeFeed<T> feed,
    InformerStatus<T> status,
    Random random,
    TimeProvider clock)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>A starting API server answers 404 before it knows its CRDs: so often in a row makes it true.</summary>
    private const int BelievedNotFounds = 3;

    private static readonly TimeSpan ShortestHealthyWatch = TimeSpan.FromSeconds(1);

    /// <summary>More than connecting takes: a watch that has not failed by then is in place, even if nothing happens on it.</summary>
    private static readonly TimeSpan WatchInPlace = TimeSpan.FromSeconds(15);

    private readonly ReconnectBackoff _backoff = new(random);
    private readonly CrdArrival<T> _crd = new(client, resource, random);
    private string? _resourceVersion;
    private bool _mustList = true;
    private bool _versionUnusable;
    private int _notFoundsInARow;
    private TimeSpan _retryAfter;
    private bool _isUnreachable;

    /// <summary>The last answer was that there is no such kind, and it was believed.</summary>
    private bool IsAbsent => _notFoundsInARow > 0 && !status.IsServed;

    /// <summary>Runs until cancelled.</summary>
    /// <exception cref="OperationCanceledException">Always, in the end.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            _retryAfter = TimeSpan.Zero;
            _isUnreachable = false;
            var connectedFor = TimeSpan.Zero;
            if (!_mustList || await TryListAsync(cancellationToken))
            {
                var start = clock.GetTimestamp();
                await WatchAsync(cancellationToken);
                connectedFor = clock.GetElapsedTime(start);
            }
            else if (IsAbsent)
            {
                var start = clock.GetTimestamp();
                if (await _crd.WaitAsync(cancellationToken))
                {
                    continue;
                }

                connectedFor = clock.GetElapsedTime(start);
            }

            var pause = _backoff.Next(connectedFor, _isUnreachable);
            await Task.Delay(pause > _retryAfter ? pause : _retryAfter, clock, cancellationToken);
        }
    }

    private async Task<bool> TryListAsync(CancellationToken cancellationToken)
    {
        // At first whatever the server has at hand; then nothing older than what was seen; a quorum read when that version is of no use.
        var from = _versionUnusable ? null : _resourceVersion ?? "0";
        status.Listing(from);
        try
        {
            // No pages: with a resource version they would mean exactly that version rather than at least that one.
            var list = await client.ListAsync(resource, scope with { ResourceVersion = from, PageSize = 0 }, cancellationToken);
            foreach (var unreadable in list.Unreadable)
            {
                status.Unreadable(unreadable);
            }

            feed.Replace(list.Items, list.Unreadable.Select(unreadable => NamespacedName.Of(unreadable.Metadata)));
            _resourceVersion = list.ResourceVersion;
            _mustList = false;
            _versionUnusable = false;
            _notFoundsInARow = 0;
            status.Listed(list.Items.Count);
            return true;
        }
        catch (KubernetesException exception) when (exception.IsNotFound)
        {
            NotFound(exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _notFoundsInARow = 0;
            Failed(InformerStatus<T>.List, exception);
        }

        return false;
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var anyEvent = false;
        await using var inPlace = clock.CreateTimer(
            _ => status.Works(InformerStatus<T>.Watch), null, WatchInPlace, Timeout.InfiniteTimeSpan);
        try
        {
            await foreach (var watchEvent in client.WatchAsync(resource, NextWatch(), cancellationToken))
            {
                anyEvent = true;
                Apply(watchEvent);
                _resourceVersion = watchEvent.ResourceVersion;
                status.EventSeen();
            }

            if (anyEvent || clock.GetElapsedTime(start) >= ShortestHealthyWatch)
            {
                status.WatchEnded(ReconnectReason.Closed);
            }
            else
            {
                status.WatchEnded(ReconnectReason.ClosedEarly);
                status.Failed(InformerStatus<T>.Watch, new IOException("the server ended the watch at once, without any event"));
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var reason = ReconnectReason.Of(exception);
            status.WatchEnded(reason);
            _mustList = reason is ReconnectReason.Expired or ReconnectReason.Other;
            Failed(InformerStatus<T>.Watch, exception);
        }
    }

    private WatchOptions NextWatch() => new()
    {
        Namespace = scope.Namespace,
        LabelSelector = scope.LabelSelector,
        FieldSelector = scope.FieldSelector,
        ResourceVersion = _resourceVersion!,
        Timeout = WatchTimeout.Next(random),
    };

    private void Apply(WatchEvent<T> watchEvent)
    {
        switch (watchEvent.Type)
        {
            case WatchEventType.Added or WatchEventType.Modified:
                feed.Put(watchEvent.Object!);
                break;
            case WatchEventType.Deleted:
                feed.Remove(NamespacedName.Of(watchEvent.Object?.Metadata ?? watchEvent.Unreadable!.Metadata), watchEvent.Object);
                break;
            case WatchEventType.Unreadable:
                status.Unreadable(watchEvent.Unreadable!);
                break;
            case WatchEventType.Bookmark:
            default:
                break;
        }
    }

    private void NotFound(KubernetesException exception)
    {
        _notFoundsInARow++;
        if (!feed.IsEmpty && _notFoundsInARow < BelievedNotFounds)
        {
            Failed(InformerStatus<T>.List, exception);
            return;
        }

        feed.Replace([], []);
        _versionUnusable = true;
        status.NotServed();
    }

    private void Failed(string verb, Exception exception)
    {
        var expired = ReconnectReason.Of(exception) == ReconnectReason.Expired;
        _versionUnusable |= expired;
        _retryAfter = (exception as KubernetesException)?.RetryAfter ?? TimeSpan.Zero;
        _isUnreachable = exception is KubernetesException { StatusCode: null };

        // A watch that expires is everyday life of a quiet kind, not worth a warning.
        if (!expired || verb == InformerStatus<T>.List)
        {
            status.Failed(verb, exception);
        }
    }
}
