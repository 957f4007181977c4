using System.Text;

namespace CanaryOperator.Benchmarks.Cluster;

/// <summary>Follows the API server's audit log. Not thread-safe.</summary>
internal sealed class AuditLog(string path)
{
    private readonly List<AuditEntry> _entries = [];
    private long _position;

    /// <summary>Everything up to now, but for watches and the leader's Lease, which are there by design; oldest answer first.</summary>
    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = _position;
        var buffer = new byte[file.Length - _position];
        await file.ReadExactlyAsync(buffer, cancellationToken);

        // The last line may be half written.
        var length = Array.LastIndexOf(buffer, (byte)'\n') + 1;
        _position += length;
        _entries.AddRange(Encoding.UTF8.GetString(buffer, 0, length)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(AuditEntry.Parse)
            .Where(entry => entry.Verb != "watch" && entry.Resource != "leases"));
        return [.. _entries];
    }
}
