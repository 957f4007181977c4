namespace CanaryOperator.Kubernetes.Models;

/// <summary>An object with metadata. Instances are immutable and may be shared between threads; edit a copy with <c>with</c>.</summary>
public interface IKubernetesObject<TMetadata> : IKubernetesObject
{
    TMetadata Metadata { get; init; }
}
