using System.Runtime.CompilerServices;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime.Tests.Simulation;

/// <summary>
/// The server side of list and watch, for leases: resource versions, a history that can be compacted, and faults, asked for one by one
/// or by <see cref="Chaos"/>. Belongs to one thread.
/// </summary>
internal sealed class FakeApiServer(TimeProvider clock) : UnsupportedKubernetesClient
{
    private readonly Dictionary<NamespacedName, HistoryEntry> _current = [];
    private readonly List<HistoryEntry> _history = [];
    private readonly List<OpenWatch> _open = [];
    private long _version = 1000;
    private long _compacted;
    private int _uids;

    /// <summary>Thrown by the next lists, one each.</summary>
    public Queue<Exception> ListFailures { get; } = new();

    /// <summary>Thrown by the next watches when they open, one each.</summary>
    public Queue<Exception> WatchFailures { get; } = new();

    public Chaos? Chaos { get; set; }

    public List<ListOptions> Lists { get; } = [];

    public List<WatchOptions> Watches { get; } = [];

    public string Version => $"{_version}";

    public int OpenWatches => _open.Count;

    public IEnumerable<V1Lease> Objects => _current.Values.Select(entry => entry.Object);

    public HashSet<string?> DeletedUids { get; } = [];

    /// <summary>Creates or updates.</summary>
    public V1Lease Put(string name, string holder = "somebody", bool readable = true, V1OwnerReference? owner = null)
    {
        var key = new NamespacedName("ns", name);
        var known = _current.GetValueOrDefault(key)?.Object;
        var lease = new V1Lease
        {
            Metadata = new V1ObjectMeta
            {
                NamespaceProperty = key.Namespace,
                Name = name,
                Uid = known?.Uid() ?? $"uid-{++_uids}",
                ResourceVersion = $"{++_version}",
                OwnerReferences = owner is null ? null : [owner],
            },
            Spec = new V1LeaseSpec { HolderIdentity = holder },
        };
        _current[key] = new HistoryEntry(_version, known is null ? WatchEventType.Added : WatchEventType.Modified, lease, readable);
        Append(_current[key]);
        return lease;
    }

    public void Delete(string name)
    {
        if (_current.Remove(new NamespacedName("ns", name), out var entry))
        {
            DeletedUids.Add(entry.Object.Uid());
            var metadata = entry.Object.Metadata with { ResourceVersion = $"{++_version}" };
            Append(new HistoryEntry(_version, WatchEventType.Deleted, entry.Object with { Metadata = metadata }, true));
        }
    }

    /// <summary>Forgets the past: watches from it get a 410.</summary>
    public void Compact() => _compacted = _version;

    /// <summary>Time passes for other kinds: the version moves on without an event for this one.</summary>
    public void MoveOn() => _version += 10;

    public void Bookmark() => ForEachOpen(watch => watch.BookmarkDue = true);

    public void CloseWatches() => ForEachOpen(watch => watch.Closed = true);

    public void BreakWatches(Exception failure) => ForEachOpen(watch => watch.Failure = failure);

    public override async Task<ResourceList<T>> ListAsync<T>(
        ResourceDescriptor<T> resource, ListOptions options, CancellationToken cancellationToken)
    {
        Lists.Add(options);
        await Answer(ListFailures, Chaos?.OnList(), cancellationToken);
        var readable = _current.Values.Where(entry => entry.Readable).Select(entry => (T)(object)entry.Object);
        var unreadable = _current.Values.Where(entry => !entry.Readable).Select(Unreadable);
        return new ResourceList<T>([.. readable], Version, [.. unreadable]);
    }

    public override async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceDescriptor<T> resource, WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Watches.Add(options);
        await Answer(WatchFailures, Chaos?.OnWatch(), cancellationToken);
        var position = long.Parse(options.ResourceVersion);
        if (position < _compacted)
        {
            throw Failures.Gone();
        }

        var watch = new OpenWatch();
        _open.Add(watch);
        await using var timeout = clock.CreateTimer(
            _ => watch.Wake(() => watch.Closed = true), null, options.Timeout, Timeout.InfiniteTimeSpan);
        try
        {
            while (!watch.Closed)
            {
                if (watch.Failure is { } failure)
                {
                    throw failure;
                }

                if (_history.Find(entry => entry.Version > position) is { } next)
                {
                    await Answer(null, Chaos?.OnEvent(), cancellationToken);
                    position = next.Version;
                    yield return Event<T>(next);
                    position = Chaos?.Rewind(position, Math.Max(long.Parse(options.ResourceVersion), LastDeletion(position))) ?? position;
                }
                else if (watch.TakeBookmark())
                {
                    position = _version;
                    yield return new WatchEvent<T>(WatchEventType.Bookmark, null, Version);
                }
                else
                {
                    await watch.WaitAsync(cancellationToken);
                }
            }
        }
        finally
        {
            _open.Remove(watch);
        }
    }

    private static WatchEvent<T> Event<T>(HistoryEntry entry)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        entry.Readable
            ? new WatchEvent<T>(entry.Type, (T)(object)entry.Object, $"{entry.Version}")
            : new WatchEvent<T>(WatchEventType.Unreadable, null, $"{entry.Version}", Unreadable(entry));

    private static UnreadableObject Unreadable(HistoryEntry entry) => new(entry.Object.Metadata, "$.spec: not what it should be");

    /// <summary>Takes a moment, as every answer does, and fails if it is meant to.</summary>
    private async Task Answer(Queue<Exception>? failures, Fault? fault, CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (fault?.Delay is { } delay)
        {
            await Task.Delay(delay, clock, cancellationToken);
        }

        if (failures?.TryDequeue(out var failure) == true || (failure = fault?.Failure) is not null)
        {
            throw failure;
        }
    }

    private void Append(HistoryEntry entry)
    {
        _history.Add(entry);
        ForEachOpen(_ => { });
    }

    private void ForEachOpen(Action<OpenWatch> change)
    {
        foreach (var watch in _open.ToList())
        {
            watch.Wake(() => change(watch));
        }
    }

    /// <summary>
    /// Events before it are not repeated: of an object that was made anew since, the repetition would tell of an end that has not come.
    /// </summary>
    private long LastDeletion(long position) =>
        _history.FindLast(entry => entry.Version <= position && entry.Type == WatchEventType.Deleted)?.Version ?? 0;

    private sealed record HistoryEntry(long Version, WatchEventType Type, V1Lease Object, bool Readable);
}
