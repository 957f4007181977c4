namespace CanaryOperator.Kubernetes.Models;

/// <summary>A patch and the content type that tells the API server how to read it.</summary>
/// <param name="Content">UTF-8 JSON.</param>
public sealed record V1Patch(PatchType Type, ReadOnlyMemory<byte> Content);
