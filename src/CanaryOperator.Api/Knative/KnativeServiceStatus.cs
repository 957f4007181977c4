using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Api.Knative;

/// <summary>What Knative has made of the spec. It lags, and revisions, traffic and conditions move at different times.</summary>
public sealed record KnativeServiceStatus
{
    public long? ObservedGeneration { get; init; }

    public IReadOnlyList<V1Condition>? Conditions { get; init; }

    public string? LatestCreatedRevisionName { get; init; }

    public string? LatestReadyRevisionName { get; init; }

    public IReadOnlyList<TrafficTarget>? Traffic { get; init; }

    public string? Url { get; init; }

    public Addressable? Address { get; init; }
}
