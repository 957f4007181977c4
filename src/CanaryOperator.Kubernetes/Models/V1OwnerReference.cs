namespace CanaryOperator.Kubernetes.Models;

/// <summary>Names the object that owns another; the garbage collector deletes what lost its last owner.</summary>
public sealed record V1OwnerReference
{
    public required string ApiVersion { get; init; }

    public required string Kind { get; init; }

    public required string Name { get; init; }

    public required string Uid { get; init; }

    public bool? Controller { get; init; }

    public bool? BlockOwnerDeletion { get; init; }
}
