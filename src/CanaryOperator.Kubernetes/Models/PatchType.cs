namespace CanaryOperator.Kubernetes.Models;

/// <summary>The ways to patch an object. Strategic merge is for built-in kinds alone: custom resources answer 415.</summary>
public enum PatchType
{
    /// <summary>RFC 6902.</summary>
    JsonPatch,

    /// <summary>RFC 7386: lists are replaced whole, null deletes.</summary>
    MergePatch,

    StrategicMergePatch,

    /// <summary>Server-side apply.</summary>
    ApplyPatch,
}
