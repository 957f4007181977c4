using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Api.Knative;

/// <summary>serving.knative.dev/v1 Service: each change of its template makes a revision; its traffic is split between revisions.</summary>
public sealed record KnativeService : IKubernetesObject<V1ObjectMeta>
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta Metadata { get; init; } = new();

    public KnativeServiceSpec? Spec { get; init; }

    public KnativeServiceStatus? Status { get; init; }
}
