namespace CanaryOperator.Kubernetes.Serialization;

/// <summary>What must still be true of an object for it to be deleted.</summary>
internal sealed record DeletePreconditions(string? Uid, string? ResourceVersion);
