using CanaryOperator.Api.Istio;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Controllers;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Status;

namespace CanaryOperator.Ingress;

/// <summary>What is said of the outer route. Reasons that KServe has are spelt as there.</summary>
internal static class IngressConditions
{
    public static V1Condition Ready { get; } = new() { Type = ConditionTypes.IngressReady, Status = "True" };

    public static V1Condition Stopped { get; } = NotReady("Stopped", "The InferenceService is stopped; it has no route.");

    public static V1Condition NoVirtualServices { get; } = NotReady(
        "VirtualServiceCRDNotFound",
        $"The cluster has no {IstioResources.VirtualServices.QualifiedName}, so there is no route to the InferenceService; its components "
        + "serve under their own URLs. Install Istio, or set \"disableIstioVirtualHost\": true under the key ingress of the "
        + "ConfigMap inferenceservice-config.");

    public static V1Condition NoPath(string template) => NotReady(
        "PathTemplateFailed",
        $"The path template '{template}' gives no path: a label or annotation that it names is missing from the InferenceService, "
        + "or holds more than letters, digits and -._~/. It is reached by its host only.");

    public static V1Condition NoUrlYet(RoutedComponent component) => new()
    {
        Type = ConditionTypes.IngressReady,
        Status = component.Readiness == "False" ? "False" : "Unknown",
        Reason = $"{component.Type} ingress not created",
        Message = $"The {component.Type.Key()} has not been ready yet. A route that exists stays as it is until then.",
    };

    /// <param name="obj">Has the name that a child of the InferenceService should have.</param>
    public static V1Condition NotOwned(IKubernetesObject<V1ObjectMeta> obj) =>
        NotReady($"{obj.Kind}NotOwned", Ownership.Conflict(obj.Kind!, obj));

    /// <summary>The API server did not take a write.</summary>
    public static V1Condition Refused(string kind, string why) => NotReady($"{kind}Refused", why);

    private static V1Condition NotReady(string reason, string message) =>
        new() { Type = ConditionTypes.IngressReady, Status = "False", Reason = reason, Message = message };
}
