using CanaryOperator.Local.Serving.Pods;

namespace CanaryOperator.Local.Knative;

/// <summary>How the emulated cluster behaves.</summary>
internal sealed record KnativeEmulatorOptions
{
    /// <summary>How long a new revision loads before it is ready, or fails, where there are no pods.</summary>
    public TimeSpan StartupTime { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Revisions run in pods and are as ready as those. Default: there are no pods, and the name of the image decides.</summary>
    public PodsOptions? Pods { get; init; }
}
