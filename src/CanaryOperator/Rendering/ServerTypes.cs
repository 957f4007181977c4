using System.Text.Json.Nodes;
using CanaryOperator.Api;

namespace CanaryOperator.Rendering;

/// <summary>What kind of server a runtime runs, and which image of it.</summary>
internal static class ServerTypes
{
    private const string Annotation = $"{WellKnown.KServeGroup}/server-type";
    private const string GpuSuffix = "-gpu";

    private static readonly string[] ResourceKinds = ["limits", "requests"];

    /// <summary>The type is what the runtime's annotation says, else it follows from the names of KServe's own runtimes.</summary>
    public static ServerType Of(SelectedRuntime runtime)
    {
        var name = runtime.Metadata.Annotations?.GetValueOrDefault(Annotation)
            ?? (runtime.Name.StartsWith("kserve-", StringComparison.Ordinal) ? runtime.Name["kserve-".Length..] : "");
        return name.ToUpperInvariant() switch
        {
            "MLSERVER" => ServerType.MlServer,
            "TORCHSERVE" => ServerType.TorchServe,
            "TRITON" or "TRITONSERVER" => ServerType.Triton,
            "TENSORFLOW" or "TENSORFLOW-SERVING" => ServerType.TensorFlow,
            "HUGGINGFACE" or "HUGGINGFACESERVER" => ServerType.HuggingFace,
            "VLLM" or "VLLMSERVER" => ServerType.Vllm,
            _ => ServerType.Other,
        };
    }

    /// <summary>Some servers have images of their own for pods with, or without, a GPU.</summary>
    public static string ImageFor(ServerType type, string image, bool wantsGpu) => type switch
    {
        ServerType.TensorFlow or ServerType.TorchServe or ServerType.HuggingFace when wantsGpu =>
            ImageReference.WithTagSuffix(image, GpuSuffix),
        ServerType.Vllm when !wantsGpu => ImageReference.WithRepositorySuffix(image, "-cpu"),
        _ => image,
    };

    public static bool WantsGpu(JsonObject container) =>
        ResourceKinds.SelectMany(kind => container["resources"].Field(kind) as JsonObject ?? []).Any(resource => IsGpu(resource.Key));

    private static bool IsGpu(string resource) =>
        resource.EndsWith("/gpu", StringComparison.Ordinal)
        || resource.StartsWith("nvidia.com/mig-", StringComparison.Ordinal)
        || resource == "habana.ai/gaudi";
}
