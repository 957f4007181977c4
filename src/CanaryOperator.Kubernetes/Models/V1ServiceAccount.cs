namespace CanaryOperator.Kubernetes.Models;

/// <summary>core/v1 ServiceAccount, as far as it tells which Secrets its pods may use.</summary>
public sealed record V1ServiceAccount : IKubernetesObject<V1ObjectMeta>
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta Metadata { get; init; } = new();

    public IReadOnlyList<V1ObjectReference>? Secrets { get; init; }
}
