using System.Text.Json;
using CanaryOperator.Api;
using CanaryOperator.Api.Istio;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Rendering;

namespace CanaryOperator.Ingress;

/// <summary>
/// Tells whether the objects of the outer route differ from what they should be. Corrections are whole objects to write; null when all is
/// well. Labels, annotations and fields of others stay.
/// </summary>
internal static class IngressDrift
{
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>Others may have put timeouts, retries and the like into a rule: those stay as long as the rule matches the same.</summary>
    public static VirtualService? Correct(VirtualService live, VirtualService desired)
    {
        if (HasMetadata(live, desired) && IsSame(live.Spec, desired.Spec!))
        {
            return null;
        }

        var rules = desired.Spec!.Http!.Select((rule, index) => WithFieldsOfOthers(rule, live.Spec?.Http?.ElementAtOrDefault(index)));
        return live with
        {
            Metadata = Merge(live, desired),
            Spec = (live.Spec ?? new()) with { Hosts = desired.Spec.Hosts, Gateways = desired.Spec.Gateways, Http = [.. rules] },
        };
    }

    /// <inheritdoc cref="IngressDrift"/>
    public static V1Service? Correct(V1Service live, V1Service desired)
    {
        // What other types have, a cluster IP for example, this type must not.
        var spec = desired.Spec! with
        {
            AdditionalProperties = live.Spec?.Type == desired.Spec.Type ? live.Spec?.AdditionalProperties : null,
        };
        return HasMetadata(live, desired) && live.Spec == spec ? null : live with { Metadata = Merge(live, desired), Spec = spec };
    }

    private static bool HasMetadata(IKubernetesObject<V1ObjectMeta> live, IKubernetesObject<V1ObjectMeta> desired) =>
        (desired.Metadata.Labels ?? Nothing).All(label => live.GetLabel(label.Key) == label.Value)
        && (desired.Metadata.Annotations ?? Nothing).All(annotation => live.GetAnnotation(annotation.Key) == annotation.Value);

    private static V1ObjectMeta Merge(IKubernetesObject<V1ObjectMeta> live, IKubernetesObject<V1ObjectMeta> desired) => live.Metadata with
    {
        Labels = PropagatedMetadata.Merge(live.Metadata.Labels, desired.Metadata.Labels),
        Annotations = PropagatedMetadata.Merge(live.Metadata.Annotations, desired.Metadata.Annotations),
    };

    private static bool IsSame(VirtualServiceSpec? live, VirtualServiceSpec desired) =>
        live is not null && JsonElement.DeepEquals(Owned(live), Owned(desired));

    private static JsonElement Owned(VirtualServiceSpec spec) => ToJson(spec with
    {
        Http = spec.Http?.Select(rule => rule with { AdditionalProperties = null }).ToList(),
        AdditionalProperties = null,
    });

    private static HttpRoute WithFieldsOfOthers(HttpRoute rule, HttpRoute? live) =>
        live is not null && JsonElement.DeepEquals(ToJson(new() { Http = [OnlyMatch(rule)] }), ToJson(new() { Http = [OnlyMatch(live)] }))
            ? rule with { AdditionalProperties = live.AdditionalProperties }
            : rule;

    private static HttpRoute OnlyMatch(HttpRoute rule) => new() { Match = rule.Match };

    private static JsonElement ToJson(VirtualServiceSpec spec) =>
        JsonSerializer.SerializeToElement(spec, ApiJsonContext.Default.VirtualServiceSpec);
}
