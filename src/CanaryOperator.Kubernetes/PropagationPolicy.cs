namespace CanaryOperator.Kubernetes;

/// <summary>What happens to the objects that the deleted one owns.</summary>
public enum PropagationPolicy
{
    Background,
    Foreground,
    Orphan,
}
