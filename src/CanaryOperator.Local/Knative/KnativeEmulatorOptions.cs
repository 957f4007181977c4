namespace CanaryOperator.Local.Knative;

/// <summary>How the emulated cluster behaves.</summary>
internal sealed record KnativeEmulatorOptions
{
    /// <summary>How long a new revision loads before it is ready, or fails.</summary>
    public TimeSpan StartupTime { get; init; } = TimeSpan.FromMilliseconds(300);
}
