using CanaryOperator.Api.V1Alpha1;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Rendering;

/// <summary>The runtime that serves a model, or why there is none.</summary>
/// <param name="Failure">Its reason is one of <see cref="FailureReasons"/>; null when there is a runtime.</param>
internal sealed record RuntimeSelection(SelectedRuntime? Runtime, FailureInfo? Failure)
{
    private const string RuntimeField = "spec.predictor.model.runtime";
    private const string ProtocolField = "spec.predictor.model.protocolVersion";

    /// <param name="inferenceService">Defaulted, with a model.</param>
    /// <param name="ofNamespace">Those of its namespace; they come before all of the cluster.</param>
    public static RuntimeSelection Select(
        InferenceService inferenceService,
        IReadOnlyList<ServingRuntime> ofNamespace,
        IReadOnlyList<ClusterServingRuntime> ofCluster)
    {
        var model = inferenceService.Spec!.Predictor!.Model!;
        if (RequestedModel.From(model) is not { } requested)
        {
            return Fail(
                FailureReasons.InvalidPredictorSpec,
                "spec.predictor.model.modelFormat.name is missing: name the format of the model, for example sklearn.");
        }

        SelectedRuntime[] runtimes = [.. ofNamespace.Select(SelectedRuntime.From), .. ofCluster.Select(SelectedRuntime.From)];
        return model.Runtime is { Length: > 0 } name
            ? Named(name, requested, runtimes, inferenceService.Namespace())
            : Automatic(requested, runtimes);
    }

    private static RuntimeSelection Named(string name, RequestedModel requested, SelectedRuntime[] runtimes, string @namespace)
    {
        var runtime = runtimes.FirstOrDefault(candidate => candidate.Name == name);
        return runtime switch
        {
            null => Fail(
                FailureReasons.RuntimeNotRecognized,
                $"No ServingRuntime of the namespace {@namespace} and no ClusterServingRuntime is called {name} ({RuntimeField}); "
                + $"there are {List(runtimes.Select(candidate => candidate.Name))}."),
            { Spec.Disabled: true } => Fail(
                FailureReasons.RuntimeDisabled, $"The {runtime} ({RuntimeField}) is disabled: enable it, or name another."),
            _ when !ServesOneModelPerPod(runtime) => Fail(
                FailureReasons.NoSupportingRuntime,
                $"The {runtime} ({RuntimeField}) is for several models in a pod or several pods for a model: name one without "
                + "multiModel and workerSpec."),
            _ when requested.Protocol is { } protocol && !Protocols.Of(runtime.Spec).Contains(protocol) => Fail(
                FailureReasons.NoSupportingRuntime,
                $"The {runtime} does not speak the protocol {protocol} ({ProtocolField}); it speaks {List(Protocols.Of(runtime.Spec))}."),
            _ when !Formats(runtime).Any(requested.IsServedAs) => Fail(
                FailureReasons.NoSupportingRuntime,
                $"The {runtime} does not support the model format {requested}; it supports {List(Formats(runtime).Select(Describe))}."),
            _ => new(runtime, null),
        };
    }

    private static RuntimeSelection Automatic(RequestedModel requested, SelectedRuntime[] runtimes)
    {
        var protocol = requested.Protocol ?? Protocols.V1;
        var selectable = runtimes.Where(runtime => runtime.Spec.Disabled != true && ServesOneModelPerPod(runtime)).ToList();
        var ofFormat = selectable.Where(runtime => Selectable(runtime).Any(requested.IsServedAs)).ToList();
        var best = ofFormat
            .Where(runtime => Protocols.Of(runtime.Spec).Contains(protocol))
            .OrderBy(runtime => runtime.IsClusterScoped)
            .ThenByDescending(runtime => Priority(runtime, requested))
            .ThenBy(runtime => Protocols.Rank(Protocols.Of(runtime.Spec)[0]))
            .ThenByDescending(runtime => runtime.Metadata.CreationTimestamp)
            .ThenBy(runtime => runtime.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        if (best is not null)
        {
            return new(best, null);
        }

        return Fail(
            FailureReasons.NoSupportingRuntime,
            ofFormat.Count > 0
                ? $"No runtime serves the model format {requested} in the protocol {protocol} ({ProtocolField}); it is served in "
                    + $"{List(ofFormat.SelectMany(runtime => Protocols.Of(runtime.Spec)))}."
                : $"No ServingRuntime or ClusterServingRuntime serves the model format {requested} (spec.predictor.model.modelFormat); "
                    + $"there are runtimes for {List(selectable.SelectMany(Selectable).Select(Describe))}.");
    }

    /// <summary>That of the first entry of the format, whatever its version; KServe's rule.</summary>
    private static int Priority(SelectedRuntime runtime, RequestedModel requested) =>
        Formats(runtime).First(supported => supported.Name == requested.Format).Priority ?? int.MinValue;

    private static bool ServesOneModelPerPod(SelectedRuntime runtime) => runtime.Spec is { MultiModel: not true, WorkerSpec: null };

    private static IEnumerable<SupportedModelFormat> Formats(SelectedRuntime runtime) =>
        (runtime.Spec.SupportedModelFormats ?? []).OfType<SupportedModelFormat>();

    private static IEnumerable<SupportedModelFormat> Selectable(SelectedRuntime runtime) =>
        Formats(runtime).Where(supported => supported.AutoSelect == true);

    private static string? Describe(SupportedModelFormat supported) =>
        supported.Version is null ? supported.Name : $"{supported.Name} version {supported.Version}";

    private static string List(IEnumerable<string?> names) =>
        string.Join(", ", names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) is { Length: > 0 } list ? list : "none";

    private static RuntimeSelection Fail(string reason, string message) =>
        new(null, new FailureInfo { Reason = reason, Message = message });
}
