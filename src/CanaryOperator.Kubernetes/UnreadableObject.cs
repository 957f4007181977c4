using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Kubernetes;

/// <summary>An object whose JSON did not fit its type: only its metadata could be read.</summary>
/// <param name="Error">Why, with the path of the field.</param>
public sealed record UnreadableObject(V1ObjectMeta Metadata, string Error);
