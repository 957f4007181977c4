using System.Text.Json;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Api.Istio;

/// <summary>networking.istio.io/v1beta1 VirtualService: where requests for some hosts go.</summary>
public sealed record VirtualService : IKubernetesObject<V1ObjectMeta>
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta Metadata { get; init; } = new();

    public VirtualServiceSpec? Spec { get; init; }

    public JsonElement? Status { get; init; }
}
