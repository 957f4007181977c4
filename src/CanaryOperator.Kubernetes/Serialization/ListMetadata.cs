namespace CanaryOperator.Kubernetes.Serialization;

/// <summary>Metadata of a list.</summary>
internal sealed record ListMetadata
{
    public string? ResourceVersion { get; init; }

    /// <summary>Token of the next page; empty on the last.</summary>
    public string? Continue { get; init; }
}
