using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime.LeaderElection;

/// <summary>
/// The lease as this process last saw it, and the single steps that read or write it. Whether it has expired is judged by the local
/// monotonic clock since it was last seen to change: times in the lease come from other machines' clocks. Used by one task at a time.
/// </summary>
internal sealed class LeaseRecord(LeaseLock @lock, TimeSpan duration, TimeProvider clock)
{
    private V1Lease? _seen;
    private long _changeSeenAt;
    private bool _exists;

    public string Holder => _seen?.Spec?.HolderIdentity ?? "";

    /// <summary>
    /// When the last successful claim was <em>sent</em>: the others cannot have seen it earlier, however late its answer came.
    /// </summary>
    public long ClaimedAt { get; private set; }

    private bool IsMine => Holder == @lock.Identity;

    private TimeSpan HoldersDuration =>
        _seen?.Spec?.LeaseDurationSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : duration;

    /// <returns>False while somebody else holds the lease.</returns>
    /// <exception cref="KubernetesException">Also when somebody else was quicker.</exception>
    public async Task<bool> TryAcquireAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);

        // Deleting the lease does not stop its holder: what was seen of it still has to expire.
        if (Holder.Length > 0 && !IsMine && clock.GetElapsedTime(_changeSeenAt) < HoldersDuration)
        {
            return false;
        }

        await ClaimAsync(cancellationToken);
        return true;
    }

    /// <summary>Writes from memory, without the cost of a read.</summary>
    /// <exception cref="KubernetesException">Also when the memory is outdated.</exception>
    public Task RenewAsync(CancellationToken cancellationToken) => ClaimAsync(cancellationToken);

    /// <returns>
    /// False when the lease is no longer ours, even if it is free again: somebody else may have led in between.
    /// </returns>
    public async Task<bool> TryReadAndRenewAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        if (!IsMine)
        {
            return false;
        }

        await ClaimAsync(cancellationToken);
        return true;
    }

    /// <summary>Lets the next candidate in at once, unless the lease is no longer ours.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WriteReleaseAsync(cancellationToken);
        }
        catch (KubernetesException exception) when (exception.IsConflict)
        {
            // A cancelled renewal may still have reached the server.
            await ReadAsync(cancellationToken);
            await WriteReleaseAsync(cancellationToken);
        }
    }

    private async Task WriteReleaseAsync(CancellationToken cancellationToken)
    {
        if (!_exists || !IsMine)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var released = new V1LeaseSpec
        {
            HolderIdentity = "",
            LeaseDurationSeconds = 1,
            AcquireTime = now,
            RenewTime = now,
            LeaseTransitions = _seen!.Spec!.LeaseTransitions,
        };
        See(await @lock.UpdateAsync(_seen with { Spec = released }, cancellationToken));
    }

    private async Task ClaimAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var spec = new V1LeaseSpec
        {
            HolderIdentity = @lock.Identity,
            LeaseDurationSeconds = (int)duration.TotalSeconds,
            AcquireTime = IsMine ? _seen!.Spec!.AcquireTime : now,
            RenewTime = now,
            LeaseTransitions = _seen is null ? 0 : (_seen.Spec?.LeaseTransitions ?? 0) + (IsMine ? 0 : 1),
        };

        var sentAt = clock.GetTimestamp();
        See(_exists
            ? await @lock.UpdateAsync(_seen! with { Spec = spec }, cancellationToken)
            : await @lock.CreateAsync(spec, cancellationToken));
        ClaimedAt = sentAt;
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var lease = await @lock.GetAsync(cancellationToken);
        _exists = lease is not null;
        if (lease is not null)
        {
            See(lease);
        }
    }

    private void See(V1Lease lease)
    {
        // An edit of a label is no sign of life.
        if (_seen is null || lease.Spec != _seen.Spec)
        {
            _changeSeenAt = clock.GetTimestamp();
        }

        _seen = lease;
        _exists = true;
    }
}
