using System.Text.Json;

namespace CanaryOperator.Kubernetes.Models;

/// <summary>One of the three is present.</summary>
public sealed record V1ContainerState
{
    public V1ContainerStateWaiting? Waiting { get; init; }

    /// <summary>Present while the container runs; since when is not read.</summary>
    public JsonElement? Running { get; init; }

    public V1ContainerStateTerminated? Terminated { get; init; }
}
