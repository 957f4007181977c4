namespace CanaryOperator.Api;

/// <summary>
/// Names that other programs and people rely on. KFServing's keys are KServe's with <c>kubeflow.org</c> in place of <c>kserve.io</c>: which
/// of the two applies follows from the group of the InferenceService.
/// </summary>
public static class WellKnown
{
    public const string KServeGroup = "serving.kserve.io";
    public const string KFServingGroup = "serving.kubeflow.org";
    public const string KnativeServingGroup = "serving.knative.dev";
    public const string IstioNetworkingGroup = "networking.istio.io";
    public const string OperatorGroup = "canaryoperator.io";

    /// <summary>API groups of InferenceServices, which mean the same; where an object has the keys of both, the first counts.</summary>
    public static IReadOnlyList<string> Groups { get; } = [KServeGroup, KFServingGroup];

    /// <summary>The container that serves the model; the others of its pod help it.</summary>
    public const string MainContainerName = "kserve-container";

    /// <summary>Environment variable of a custom server: where its model is. In the pod, <see cref="ModelPath"/> stands there.</summary>
    public const string StorageUriVariable = "STORAGE_URI";

    /// <summary>Where a server finds its model in the pod, unless the spec says otherwise.</summary>
    public const string ModelPath = "/mnt/models";

    /// <summary>Annotation on an InferenceService: its model's format. It is filled in.</summary>
    public const string ModelFormatAnnotation = "modelFormat";

    /// <summary>Label on an InferenceService, and on a Knative Service: who can reach it.</summary>
    public const string VisibilityLabel = "networking.knative.dev/visibility";

    /// <summary>Value of <see cref="VisibilityLabel"/>: nobody outside the cluster.</summary>
    public const string ClusterLocal = "cluster-local";

    /// <summary>Label on children: <c>predictor</c>, <c>transformer</c> or <c>explainer</c>.</summary>
    public const string ComponentLabel = "component";

    /// <summary>Knative's label on what a Knative Service makes: its name.</summary>
    public const string KnativeServiceLabel = KnativeServingGroup + "/service";

    /// <summary>Knative's label on pods: name of the revision that they run.</summary>
    public const string KnativeRevisionLabel = KnativeServingGroup + "/revision";

    /// <summary>Label on kinds of which a cluster has many that are not ours, so that only ours are watched.</summary>
    public const string ManagedByLabel = "app.kubernetes.io/managed-by";

    /// <summary>Value of <see cref="ManagedByLabel"/>.</summary>
    public const string ManagedByUs = "canary-operator";

    /// <summary>Annotation on a Knative Service: how long traffic takes to move to a new revision, in whole seconds (<c>60s</c>).</summary>
    public const string RolloutDurationAnnotation = "serving.knative.dev/rollout-duration";

    /// <summary>Annotation on a revision template: tells the newest revision's template from older ones.</summary>
    public const string TemplateHashAnnotation = "canaryoperator.io/template-hash";

    /// <summary>Annotation on an InferenceService: how it is deployed.</summary>
    public static string DeploymentModeAnnotation(string group) => $"{group}/deploymentMode";

    /// <summary>Annotation on an InferenceService: who scales it, in KServe's Standard deployment mode.</summary>
    public static string AutoscalerClassAnnotation(string group) => $"{group}/autoscalerClass";

    /// <summary>
    /// Annotation on an InferenceService: only the string <c>true</c> lets it take over Knative Services of its components' names that
    /// belong to nobody, or to an InferenceService of its own name that is gone.
    /// </summary>
    public const string AdoptAnnotation = "canaryoperator.io/adopt";

    /// <summary>Label on children: name of the InferenceService they belong to.</summary>
    public static string InferenceServiceLabel(string group) => $"{group}/inferenceservice";

    /// <summary>Annotation on an InferenceService: only the string <c>true</c> gives the newest revision a host of its own.</summary>
    public static string EnableTagRoutingAnnotation(string group) => $"{group}/enable-tag-routing";

    /// <summary>Annotation on an InferenceService: only the string <c>true</c> takes it out of service; its spec stays.</summary>
    public static string StopAnnotation(string group) => $"{group}/stop";

    /// <summary>Annotation on a revision template: where the model is fetched from before the server starts.</summary>
    public static string StorageSourceUriAnnotation(string group) => $"internal.{group}/storage-initializer-sourceuri";
}
