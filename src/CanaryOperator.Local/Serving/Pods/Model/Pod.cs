using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Local.Serving.Pods.Model;

/// <summary>core/v1 Pod, as far as whoever runs it must know. What is not read here stays as it is: pods are only patched.</summary>
internal sealed record Pod : IKubernetesObject<V1ObjectMeta>
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public PodSpec Spec { get; init => field = value ?? new(); } = new();

    public PodStatus Status { get; init => field = value ?? new(); } = new();

    public bool IsReady => Status.Condition(PodConditions.Ready)?.Status == "True";

    /// <summary>Null until the pod has begun to run.</summary>
    public ContainerStatus? MainStatus => Status.ContainerStatuses?.FirstOrDefault(status => status.Name == Spec.MainContainer?.Name);
}
