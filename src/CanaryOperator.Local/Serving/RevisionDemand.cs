using System.Collections.Concurrent;
using System.Threading.Channels;
using CanaryOperator.Runtime;

namespace CanaryOperator.Local.Serving;

/// <summary>
/// Which revisions are asked for: the gateway tells, and whoever runs pods keeps or wakes those revisions. Knative's activator and
/// autoscaler share this knowledge in the same way. Thread-safe.
/// </summary>
internal sealed class RevisionDemand(TimeProvider clock)
{
    private readonly ConcurrentDictionary<NamespacedName, long> _lastAsked = new();
    private readonly Channel<NamespacedName> _waiting = Channel.CreateUnbounded<NamespacedName>();

    /// <summary>Revisions that a request waits for because they have no ready pod; may name one several times.</summary>
    public ChannelReader<NamespacedName> Waiting => _waiting.Reader;

    /// <summary>A request is sent to the revision now.</summary>
    public void Asked(NamespacedName revision) => _lastAsked[revision] = clock.GetTimestamp();

    /// <summary>A request waits for the revision's first ready pod.</summary>
    public void Wake(NamespacedName revision)
    {
        Asked(revision);
        _waiting.Writer.TryWrite(revision);
    }

    /// <summary>Null when nobody has asked for it yet.</summary>
    public TimeSpan? SinceAsked(NamespacedName revision) =>
        _lastAsked.TryGetValue(revision, out var asked) ? clock.GetElapsedTime(asked) : null;

    /// <summary>The revision is gone.</summary>
    public void Forget(NamespacedName revision) => _lastAsked.TryRemove(revision, out _);
}
