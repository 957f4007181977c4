using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Api.Knative;

/// <summary>Whether a revision can serve.</summary>
public sealed record KnativeRevisionStatus
{
    public long? ObservedGeneration { get; init; }

    public IReadOnlyList<V1Condition>? Conditions { get; init; }
}
