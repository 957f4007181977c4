using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Ingress;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Rendering;

namespace CanaryOperator.Controllers;

/// <summary>All that one reconcile knows of an InferenceService, and so all that its status is made of.</summary>
internal sealed record InferenceServiceView
{
    /// <summary>As its user wrote it.</summary>
    public required InferenceService InferenceService { get; init; }

    /// <summary>Null for custom containers, and when none was found.</summary>
    public SelectedRuntime? Runtime { get; init; }

    /// <summary>The predictor first, then what else the spec has.</summary>
    public required IReadOnlyList<ComponentView> Components { get; init; }

    /// <summary>Services of ours whose component the spec no longer has, or all of them when it is stopped.</summary>
    public IReadOnlyList<KnativeService> Leftovers { get; init; } = [];

    /// <summary>Its user wants it to use nothing for now; the spec stays.</summary>
    public bool IsStopped => Predictor.IsStopped;

    /// <summary>Pods of the predictor's newest revision.</summary>
    public IReadOnlyList<V1Pod> Pods { get; init; } = [];

    public required IngressPlan Ingress { get; init; }

    public ComponentView Predictor => Components[0];
}
