using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Local.Knative.Model;

/// <summary>The fields that the four kinds have in their status; a kind leaves out those that are not its own.</summary>
internal sealed record KnativeStatus
{
    public Addressable? Address { get; init; }

    public IReadOnlyList<V1Condition>? Conditions { get; init; }

    public IReadOnlyList<ContainerStatus>? ContainerStatuses { get; init; }

    public string? LatestCreatedRevisionName { get; init; }

    public string? LatestReadyRevisionName { get; init; }

    public long? ObservedGeneration { get; init; }

    public IReadOnlyList<TrafficTarget>? Traffic { get; init; }

    public string? Url { get; init; }

    public V1Condition? Condition(string type) => Conditions?.FirstOrDefault(condition => condition.Type == type);
}
