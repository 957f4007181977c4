namespace CanaryOperator.Local.Serving.Pods.Model;

/// <summary>Types of a pod's conditions.</summary>
internal static class PodConditions
{
    public const string PodScheduled = nameof(PodScheduled);
    public const string Initialized = nameof(Initialized);
    public const string ContainersReady = nameof(ContainersReady);
    public const string Ready = nameof(Ready);
}
