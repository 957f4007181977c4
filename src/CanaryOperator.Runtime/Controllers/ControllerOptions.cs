namespace CanaryOperator.Runtime.Controllers;

/// <summary>How a controller runs.</summary>
public sealed record ControllerOptions
{
    /// <summary>Label of its metrics and logs.</summary>
    public required string Name { get; init; }

    /// <summary>Objects reconciled at the same time, never one of them twice; at least 1, which is the default.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>What reconciles that run when the controller stops may still take before they are cancelled. Default 15 s.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(15);
}
