namespace CanaryOperator.Core.Rollouts;

/// <summary>
/// Revisions of a component: those seen, with the generation of the template that made each, and those proven gone. A name in neither is
/// simply not seen yet and counts as existing: caches lag.
/// </summary>
public sealed class KnownRevisions(IReadOnlyDictionary<string, long> generations, IReadOnlySet<string> missing)
{
    public static KnownRevisions None { get; } = new(new Dictionary<string, long>(), new HashSet<string>());

    /// <summary>Somebody looked, and it does not exist.</summary>
    public bool IsMissing(string revision) => missing.Contains(revision);

    /// <summary>True only when both ages are known.</summary>
    public bool IsOlder(string revision, string than) =>
        generations.TryGetValue(revision, out var generation) && generations.TryGetValue(than, out var other) && generation < other;

    /// <summary>
    /// Whether a revision other than <paramref name="candidate"/> may yet become the newest ready one after <paramref name="latestReady"/>.
    /// A candidate that is not seen yet makes it possible: others may be unseen too.
    /// </summary>
    public bool MayPrecede(string candidate, string? latestReady) =>
        !generations.ContainsKey(candidate)
        || generations.Keys.Any(name => name != candidate && (latestReady is null || IsOlder(latestReady, name)));
}
