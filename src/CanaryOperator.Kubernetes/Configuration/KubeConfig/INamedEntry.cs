namespace CanaryOperator.Kubernetes.Configuration.KubeConfig;

/// <summary>An element of one of the lists that files are merged by.</summary>
internal interface INamedEntry<out TEntry>
{
    string? Name { get; }

    TEntry? Entry { get; }
}
