using System.Collections.Concurrent;
using CanaryOperator.Runtime;

namespace CanaryOperator.Local.Serving.Gateways.Routing;

/// <summary>
/// What objects say of hosts. Of several objects that speak of the same host the oldest comes first. Any number of readers, which take no
/// locks; one writer.
/// </summary>
internal sealed class HostIndex<T>
{
    private readonly ConcurrentDictionary<string, Entry[]> _byHost = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Entry[]>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly Dictionary<NamespacedName, IReadOnlyCollection<string>> _hosts = [];

    public HostIndex() => _lookup = _byHost.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Empty for a host that no object speaks of.</summary>
    public ReadOnlySpan<Entry> Find(ReadOnlySpan<char> host) => _lookup.TryGetValue(host, out var entries) ? entries : [];

    /// <summary>Replaces what the owner said before. A host that it still speaks of is known without interruption.</summary>
    public void Put(NamespacedName owner, DateTimeOffset created, IReadOnlyDictionary<string, T> values)
    {
        foreach (var (host, value) in values)
        {
            var entries = _byHost.GetValueOrDefault(host, []).Where(entry => entry.Owner != owner).Append(new(owner, created, value));
            _byHost[host] = [.. entries.OrderBy(entry => entry.Created).ThenBy(entry => entry.Owner.ToString(), StringComparer.Ordinal)];
        }

        foreach (var host in _hosts.GetValueOrDefault(owner, []).Where(host => !values.ContainsKey(host)))
        {
            Remove(host, owner);
        }

        _hosts[owner] = [.. values.Keys];
    }

    public void Remove(NamespacedName owner)
    {
        if (_hosts.Remove(owner, out var hosts))
        {
            foreach (var host in hosts)
            {
                Remove(host, owner);
            }
        }
    }

    private void Remove(string host, NamespacedName owner)
    {
        Entry[] left = [.. _byHost[host].Where(entry => entry.Owner != owner)];
        if (left is [])
        {
            _byHost.TryRemove(host, out _);
        }
        else
        {
            _byHost[host] = left;
        }
    }

    internal sealed record Entry(NamespacedName Owner, DateTimeOffset Created, T Value);
}
