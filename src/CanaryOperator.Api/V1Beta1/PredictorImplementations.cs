using CanaryOperator.Api.Pods;

namespace CanaryOperator.Api.V1Beta1;

/// <summary>The ways in which a predictor says who serves its model. It must use exactly one.</summary>
internal static class PredictorImplementations
{
    public const string Model = "model";
    public const string Containers = "containers";

    private static readonly KeyValuePair<string, Func<PredictorSpec, FrameworkSpec?>>[] FrameworkFields =
    [
        new("sklearn", predictor => predictor.Sklearn),
        new("tensorflow", predictor => predictor.Tensorflow),
        new("xgboost", predictor => predictor.Xgboost),
        new("pytorch", predictor => predictor.Pytorch),
        new("triton", predictor => predictor.Triton),
        new("onnx", predictor => predictor.Onnx),
        new("huggingface", predictor => predictor.Huggingface),
        new("pmml", predictor => predictor.Pmml),
        new("lightgbm", predictor => predictor.Lightgbm),
        new("paddle", predictor => predictor.Paddle),
    ];

    /// <summary>In the order in which KServe looks at them.</summary>
    public static IEnumerable<string> FrameworkNames => FrameworkFields.Select(framework => framework.Key);

    public static FrameworkSpec? Framework(PredictorSpec predictor, string name) =>
        FrameworkFields.First(framework => framework.Key == name).Value(predictor);

    /// <summary>
    /// The fields that say what serves the model. Containers beside one of the others are its helpers, unless one is called like
    /// the server.
    /// </summary>
    public static IReadOnlyList<string> Of(PredictorSpec predictor)
    {
        List<string> fields = predictor.Model is null ? [] : [Model];
        fields.AddRange(FrameworkNames.Where(name => Framework(predictor, name) is not null));

        var containers = predictor.Containers ?? [];
        if (containers.Any(IsMain) || (fields.Count == 0 && FirstIsUnnamedMain(containers)))
        {
            fields.Add(Containers);
        }

        return fields;
    }

    /// <summary>Whether the first container is the model server although no container is called so: it is alone or has no name.</summary>
    public static bool FirstIsUnnamedMain(IReadOnlyList<Container> containers) =>
        containers.Count > 0
        && !containers.Any(IsMain)
        && (containers.Count == 1 || string.IsNullOrEmpty(containers[0]?.Name));

    private static bool IsMain(Container? container) => container?.Name == WellKnown.MainContainerName;
}
