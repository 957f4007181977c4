namespace CanaryOperator.Kubernetes;

/// <summary>Whether objects of a kind live in a namespace.</summary>
public enum ResourceScope
{
    Namespaced,
    Cluster,
}
