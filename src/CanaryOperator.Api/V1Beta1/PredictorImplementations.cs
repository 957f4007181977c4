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

    /// <summary>Those of its fields that hold a model.</summary>
    public static IEnumerable<string> Servers(PredictorSpec predictor) =>
        FrameworkNames.Where(name => Framework(predictor, name) is not null).Prepend(Model).Skip(predictor.Model is null ? 1 : 0);

    /// <summary>
    /// The fields that say what serves the model. Containers beside one of the others are its helpers, unless one is called like
    /// the server.
    /// </summary>
    public static IReadOnlyList<string> Of(PredictorSpec predictor)
    {
        List<string> fields = [.. Servers(predictor)];
        var containers = predictor.Containers ?? [];
        if (fields.Count == 0 ? MainContainers.IndexOf(containers) >= 0 : containers.Any(MainContainers.IsMain))
        {
            fields.Add(Containers);
        }

        return fields;
    }
}
