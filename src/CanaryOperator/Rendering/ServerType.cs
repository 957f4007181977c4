namespace CanaryOperator.Rendering;

/// <summary>Model servers that want to be told more than a runtime can say.</summary>
internal enum ServerType
{
    Other,
    MlServer,
    TorchServe,
    Triton,
    TensorFlow,
    HuggingFace,
    Vllm,
}
