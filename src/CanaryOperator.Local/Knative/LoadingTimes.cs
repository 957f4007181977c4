using System.Collections.Concurrent;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Local.Knative;

/// <summary>How long revisions have been loading, as far as this process has seen. Thread-safe.</summary>
internal sealed class LoadingTimes(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, long> _since = new();

    /// <summary>The clock of a revision starts with the first question.</summary>
    public TimeSpan Of(KnativeObject revision) =>
        clock.GetElapsedTime(_since.GetOrAdd(revision.Uid()!, static (_, clock) => clock.GetTimestamp(), clock));

    /// <summary>Nobody will ask any more.</summary>
    public void Forget(KnativeObject revision) => _since.TryRemove(revision.Uid()!, out _);
}
