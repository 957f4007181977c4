using CanaryOperator.Api;
using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Storage;

namespace CanaryOperator.Rendering;

/// <summary>
/// Which labels and annotations reach a component's Knative Service and its revisions. Those of the component win over the
/// InferenceService's, and these over the runtime's.
/// </summary>
internal sealed class PropagatedMetadata(ComponentContext context)
{
    /// <summary>Annotation of a Knative Service: OpenShift's router leaves TLS to the pod.</summary>
    public const string EnablePassthroughAnnotation = "serving.knative.openshift.io/enablePassthrough";

    /// <summary>They mean something on a Service and nothing on a revision, where a change of them would make a new one.</summary>
    private static readonly string[] ForServices = [WellKnown.RolloutDurationAnnotation, EnablePassthroughAnnotation];

    private static readonly HashSet<string> NotForTemplates = new(
        [
            .. ForServices,
            Autoscaling.MinScale,
            Autoscaling.MaxScale,
            "kubectl.kubernetes.io/last-applied-configuration",
            WellKnown.ModelFormatAnnotation,
        ],
        StringComparer.Ordinal);

    private readonly Dictionary<string, string> _own = new()
    {
        [WellKnown.InferenceServiceLabel(context.Group)] = context.Name,
        [WellKnown.ComponentLabel] = context.Type.Key(),
    };

    public SortedDictionary<string, string> ServiceLabels()
    {
        var labels = Merge(context.Metadata.Labels, context.Component.Labels);
        return Merge(Without(labels, context.Config.ServiceDefaults.ServiceLabelDisallowedList.Contains), _own);
    }

    public SortedDictionary<string, string> TemplateLabels()
    {
        var labels = Merge(context.Runtime?.Spec.Labels, ServiceLabels());
        labels.Remove(WellKnown.VisibilityLabel);
        return labels;
    }

    public SortedDictionary<string, string> ServiceAnnotations() =>
        Without(Merge(context.Metadata.Annotations, context.Component.Annotations), key => !ForServices.Contains(key));

    public SortedDictionary<string, string> TemplateAnnotations() => Merge(
        context.Runtime?.Spec.Annotations,
        Without(
            Merge(context.Metadata.Annotations, context.Component.Annotations),
            key => IsNotForTemplates(key, context.Config.ServiceDefaults)));

    /// <summary>Of the InferenceService's, those for objects beside its components.</summary>
    public static SortedDictionary<string, string> Labels(V1ObjectMeta metadata, ServiceDefaultsConfig config) =>
        Without(Merge(metadata.Labels), key => key == WellKnown.VisibilityLabel || config.ServiceLabelDisallowedList.Contains(key));

    /// <inheritdoc cref="Labels"/>
    public static SortedDictionary<string, string> Annotations(V1ObjectMeta metadata, ServiceDefaultsConfig config) =>
        Without(Merge(metadata.Annotations), key => IsNotForTemplates(key, config));

    /// <summary>Later maps win.</summary>
    public static SortedDictionary<string, string> Merge(params ReadOnlySpan<IReadOnlyDictionary<string, string>?> maps)
    {
        var merged = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var map in maps)
        {
            foreach (var (key, value) in map ?? new Dictionary<string, string>())
            {
                merged[key] = value;
            }
        }

        return merged;
    }

    private static SortedDictionary<string, string> Without(SortedDictionary<string, string> map, Func<string, bool> isUnwanted)
    {
        foreach (var key in map.Keys.Where(isUnwanted).ToList())
        {
            map.Remove(key);
        }

        return map;
    }

    private static bool IsNotForTemplates(string key, ServiceDefaultsConfig config) =>
        NotForTemplates.Contains(key) || StorageAnnotations.AreInternal(key) || config.ServiceAnnotationDisallowedList.Contains(key);
}
