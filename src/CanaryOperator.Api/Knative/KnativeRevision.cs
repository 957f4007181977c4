using System.Text.Json;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Api.Knative;

/// <summary>serving.knative.dev/v1 Revision: an immutable version of a Service. Knative makes and deletes them.</summary>
public sealed record KnativeRevision : IKubernetesObject<V1ObjectMeta>
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta Metadata { get; init; } = new();

    public JsonElement? Spec { get; init; }

    public KnativeRevisionStatus? Status { get; init; }
}
