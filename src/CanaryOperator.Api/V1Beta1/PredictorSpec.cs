using System.Text.Json;

namespace CanaryOperator.Api.V1Beta1;

/// <summary>The model and its server: <see cref="Model"/>, one of the frameworks of old, or containers of one's own.</summary>
public sealed record PredictorSpec : ComponentSpec
{
    /// <summary>Of a variant, in KServe's Standard deployment mode. Without effect here.</summary>
    public string? Name { get; init; }

    /// <summary>Of the ClusterStorageContainer that fetches the model, in place of one that fits its URI.</summary>
    public string? StorageContainerName { get; init; }

    /// <summary>The other pods of a model that is spread over several, in KServe's Standard deployment mode. Not supported.</summary>
    public JsonElement? WorkerSpec { get; init; }

    public ModelSpec? Model { get; init; }

    public FrameworkSpec? Sklearn { get; init; }

    public FrameworkSpec? Tensorflow { get; init; }

    public FrameworkSpec? Xgboost { get; init; }

    public FrameworkSpec? Pytorch { get; init; }

    public FrameworkSpec? Triton { get; init; }

    public FrameworkSpec? Onnx { get; init; }

    public FrameworkSpec? Huggingface { get; init; }

    public FrameworkSpec? Pmml { get; init; }

    public FrameworkSpec? Lightgbm { get; init; }

    public FrameworkSpec? Paddle { get; init; }
}
