using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Kubernetes.Serialization;

/// <summary>What every object has: of a bookmark it is all there is, of an unreadable object all that can be known.</summary>
internal sealed record MetadataOnly
{
    public V1ObjectMeta? Metadata { get; init; }
}
