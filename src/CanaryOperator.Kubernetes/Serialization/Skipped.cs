namespace CanaryOperator.Kubernetes.Serialization;

/// <summary>Type of a property that is never kept: always null.</summary>
public sealed class Skipped
{
    private Skipped()
    {
    }
}
