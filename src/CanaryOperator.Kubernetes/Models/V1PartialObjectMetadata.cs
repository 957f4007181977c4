namespace CanaryOperator.Kubernetes.Models;

/// <summary>An object of which only the metadata is of interest: the rest is not even decoded. Not to be written.</summary>
public sealed record V1PartialObjectMetadata : IKubernetesObject<V1ObjectMeta>
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta Metadata { get; init; } = new();
}
