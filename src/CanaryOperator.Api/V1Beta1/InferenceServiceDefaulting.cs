using System.Collections.Frozen;
using CanaryOperator.Api.Pods;

namespace CanaryOperator.Api.V1Beta1;

/// <summary>
/// Brings the ways to write a predictor to one of two: <c>model</c>, or containers of which one is called like the server. In memory only:
/// what the user wrote is never edited.
/// </summary>
public static class InferenceServiceDefaulting
{
    private static readonly FrozenSet<string> FrameworksOfProtocolV2 = FrozenSet.Create("triton", "onnx", "huggingface");
    private static readonly FrozenSet<string> FormatsOfProtocolV2 = FrozenSet.Create("triton", "vLLM");

    /// <summary>
    /// Never throws. A predictor with no or several implementations stays as it is, so that validation can name the user's own fields.
    /// </summary>
    public static InferenceService Apply(InferenceService inferenceService) =>
        inferenceService.Spec?.Predictor is { } predictor && PredictorImplementations.Of(predictor) is [var implementation]
            ? inferenceService with { Spec = inferenceService.Spec with { Predictor = Apply(predictor, implementation) } }
            : inferenceService;

    private static PredictorSpec Apply(PredictorSpec predictor, string implementation) => implementation switch
    {
        PredictorImplementations.Model => predictor with { Model = WithProtocol(predictor.Model!) },
        PredictorImplementations.Containers => predictor with { Containers = WithMainContainer(predictor.Containers!) },
        _ => FromFramework(predictor, implementation),
    };

    private static ModelSpec WithProtocol(ModelSpec model) =>
        model.ProtocolVersion is null && FormatsOfProtocolV2.Contains(model.ModelFormat?.Name ?? "")
            ? model with { ProtocolVersion = "v2" }
            : model;

    private static PredictorSpec FromFramework(PredictorSpec predictor, string framework)
    {
        var model = new ModelSpec(framework, PredictorImplementations.Framework(predictor, framework)!);
        if (model.ProtocolVersion is null && FrameworksOfProtocolV2.Contains(framework))
        {
            model = model with { ProtocolVersion = "v2" };
        }

        return predictor with
        {
            Model = model,
            Sklearn = null,
            Tensorflow = null,
            Xgboost = null,
            Pytorch = null,
            Triton = null,
            Onnx = null,
            Huggingface = null,
            Pmml = null,
            Lightgbm = null,
            Paddle = null,
        };
    }

    private static IReadOnlyList<Container> WithMainContainer(IReadOnlyList<Container> containers) =>
        PredictorImplementations.FirstIsUnnamedMain(containers)
            ? [(containers[0] ?? new()) with { Name = WellKnown.MainContainerName }, .. containers.Skip(1)]
            : containers;
}
