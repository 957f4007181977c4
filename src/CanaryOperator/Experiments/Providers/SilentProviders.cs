using System.Collections.Concurrent;

namespace CanaryOperator.Experiments.Providers;

/// <summary>
/// Providers that let a query wait for all of its time. Each query that waits keeps a worker, and with it the Experiments that other
/// providers measure; therefore other loops leave such a provider alone for a while. Of each namespace by itself, because it may be the
/// query that takes too long.
/// </summary>
internal sealed class SilentProviders(TimeProvider clock)
{
    /// <summary>With the time that the query waited, less than a minute: the next loops of a dense schedule ask again.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(40);

    private readonly ConcurrentDictionary<(string Namespace, Uri Address), (string Problem, long Since)> _silent = new();

    /// <summary>Why it is not to be asked now; null when it is.</summary>
    public string? ProblemOf(string @namespace, Uri address)
    {
        if (!_silent.TryGetValue((@namespace, address), out var silence))
        {
            return null;
        }

        if (clock.GetElapsedTime(silence.Since) < Rest)
        {
            return $"{silence.Problem}, and is left alone for {Rest.TotalSeconds:0} s";
        }

        _silent.TryRemove(KeyValuePair.Create((@namespace, address), silence));
        return null;
    }

    public void Add(string @namespace, Uri address, string problem) =>
        _silent[(@namespace, address)] = (problem, clock.GetTimestamp());

    /// <summary>It has answered.</summary>
    public void Remove(string @namespace, Uri address) => _silent.TryRemove((@namespace, address), out _);
}
