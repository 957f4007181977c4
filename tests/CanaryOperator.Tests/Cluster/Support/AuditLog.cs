using CanaryOperator.Kubernetes;
using CanaryOperator.Testing;

namespace CanaryOperator.Tests.Cluster.Support;

/// <summary>Reads the API server's audit log as it grows. Not thread-safe.</summary>
internal sealed class AuditLog(string path, IKubernetesClient client)
{
    private readonly List<AuditEntry> _entries = [];
    private long _position;

    /// <summary>
    /// Everything that was answered before this call. A request of our own marks the end: a line follows its answer only later.
    /// </summary>
    public async Task<IReadOnlyList<AuditEntry>> ReadAsync()
    {
        var marker = $"marker-{Guid.NewGuid():N}";
        await client.GetAsync(WellKnownResources.Leases, marker, "default", CancellationToken.None);
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                var known = _entries.Count;
                await ReadNewAsync();
                return _entries.Skip(known).Any(entry => entry.Name == marker);
            },
            "our own request is in the audit log");
        return _entries;
    }

    /// <summary>Waits until this user has asked for nothing for so long, apart from watches and the lease.</summary>
    public Task FallsSilentAsync(string user, TimeSpan silence, string @namespace = "") => Eventually.BecomesTrueAsync(
        async () =>
        {
            var requests = (await ReadAsync()).Where(entry =>
                entry.User == user && !entry.IsUpkeep && (@namespace.Length == 0 || entry.Namespace == @namespace));
            return requests.Select(entry => entry.Received).LastOrDefault() < TimeProvider.System.GetUtcNow() - silence;
        },
        $"no request by {user} for {silence.TotalSeconds} s");

    private async Task ReadNewAsync()
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = _position;
        using var reader = new StreamReader(file);
        var text = await reader.ReadToEndAsync();
        var complete = text.LastIndexOf('\n') + 1;
        _entries.AddRange(text[..complete].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(AuditEntry.Parse));
        _position += System.Text.Encoding.UTF8.GetByteCount(text.AsSpan(0, complete));
    }
}
