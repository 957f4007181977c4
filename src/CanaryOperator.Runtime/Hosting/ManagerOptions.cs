namespace CanaryOperator.Runtime.Hosting;

/// <summary>How patient a <see cref="Manager"/> is.</summary>
public sealed record ManagerOptions
{
    /// <summary>How long caches may take to become complete; 2 minutes by default.</summary>
    public TimeSpan CacheSyncTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a clean stop may take altogether. Must be shorter than the pod's grace period; 20 s by default.</summary>
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromSeconds(20);
}
