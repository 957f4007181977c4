using CanaryOperator.Api.V1Alpha1;
using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Rendering;

/// <summary>The runtime that serves a model, or why there is none.</summary>
/// <param name="Failure">In the terms of <see cref="FailureInfo.Reason"/>; null when there is a runtime.</param>
internal sealed record RuntimeSelection(ClusterServingRuntime? Runtime, FailureInfo? Failure)
{
    public static RuntimeSelection Select(ModelSpec model, IReadOnlyList<ClusterServingRuntime> runtimes)
    {
        if (model.ModelFormat?.Name is not { Length: > 0 } format)
        {
            return Fail(
                "InvalidPredictorSpec",
                "spec.predictor.model.modelFormat.name is missing: name the format of the model, for example sklearn.");
        }

        return model.Runtime is { } name ? Named(name, format, runtimes) : Automatic(model.ModelFormat, runtimes);
    }

    private static RuntimeSelection Named(string name, string format, IReadOnlyList<ClusterServingRuntime> runtimes)
    {
        var runtime = runtimes.FirstOrDefault(candidate => candidate.Metadata.Name == name);
        return runtime switch
        {
            null => Fail("RuntimeNotRecognized", $"No ClusterServingRuntime is called {name} (spec.predictor.model.runtime)."),
            { Spec.Disabled: true } => Fail("RuntimeDisabled", $"The ClusterServingRuntime {name} is disabled."),
            _ when !Formats(runtime).Any(supported => supported.Name == format) => Fail(
                "NoSupportingRuntime",
                $"The ClusterServingRuntime {name} does not support the model format {format}; "
                + $"it supports {List(Formats(runtime).Select(supported => supported.Name))}."),
            _ => new(runtime, null),
        };
    }

    private static RuntimeSelection Automatic(ModelFormat format, IReadOnlyList<ClusterServingRuntime> runtimes)
    {
        var enabled = runtimes.Where(runtime => runtime.Spec is { Disabled: not true, MultiModel: not true, WorkerSpec: null }).ToList();
        var best = enabled
            .Select(runtime => (Runtime: runtime, Format: Formats(runtime).FirstOrDefault(supported => Matches(supported, format))))
            .Where(candidate => candidate.Format is not null)
            .OrderByDescending(candidate => candidate.Format!.Priority ?? int.MinValue)
            .ThenBy(candidate => candidate.Runtime.Metadata.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        if (best.Runtime is not null)
        {
            return new(best.Runtime, null);
        }

        var known = enabled
            .SelectMany(Formats)
            .Where(supported => supported.AutoSelect == true)
            .Select(supported => supported.Name)
            .Distinct(StringComparer.Ordinal);
        var version = format.Version is null ? "" : $" version {format.Version}";
        return Fail(
            "NoSupportingRuntime",
            $"No ClusterServingRuntime serves the model format {format.Name}{version}; there are runtimes for {List(known)}.");
    }

    private static bool Matches(SupportedModelFormat supported, ModelFormat format) =>
        supported.AutoSelect == true && supported.Name == format.Name && (format.Version is null || supported.Version == format.Version);

    private static IEnumerable<SupportedModelFormat> Formats(ClusterServingRuntime runtime) => runtime.Spec?.SupportedModelFormats ?? [];

    private static string List(IEnumerable<string?> names) =>
        string.Join(", ", names.Order(StringComparer.Ordinal)) is { Length: > 0 } list ? list : "none";

    private static RuntimeSelection Fail(string reason, string message) =>
        new(null, new FailureInfo { Reason = reason, Message = message });
}
