using System.Collections.Concurrent;

namespace CanaryOperator.Runtime.Tests.Hosting;

/// <summary>What happened, in order.</summary>
internal sealed class Journal
{
    private readonly ConcurrentQueue<string> _entries = new();

    public IReadOnlyList<string> Entries => [.. _entries];

    public void Add(string entry) => _entries.Enqueue(entry);

    public bool Has(string entry) => _entries.Contains(entry);
}
