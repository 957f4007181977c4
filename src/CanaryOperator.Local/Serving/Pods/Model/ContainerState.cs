using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Local.Serving.Pods.Model;

/// <summary>One of the three is present.</summary>
internal sealed record ContainerState
{
    public V1ContainerStateWaiting? Waiting { get; init; }

    public RunningState? Running { get; init; }

    public ExitedState? Terminated { get; init; }
}
