namespace CanaryOperator.Kubernetes.Models;

/// <summary>Any object of the Kubernetes API: it says its kind and version.</summary>
public interface IKubernetesObject
{
    string? ApiVersion { get; init; }

    string? Kind { get; init; }
}
