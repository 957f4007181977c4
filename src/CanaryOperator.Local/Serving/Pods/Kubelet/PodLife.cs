using CanaryOperator.Local.Serving.Pods.Model;

namespace CanaryOperator.Local.Serving.Pods.Kubelet;

/// <summary>Where a pod is in its life, from which its status follows.</summary>
/// <param name="Since">When the stage began.</param>
internal sealed record PodLife(PodStage Stage, DateTimeOffset Since)
{
    /// <summary>Of the main container.</summary>
    public int Restarts { get; init; }

    /// <summary>When the main container started last.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How the main container ended last.</summary>
    public ExitedState? LastExit { get; init; }

    /// <summary>Something answers in the place of its containers.</summary>
    public bool NeedsServer => Stage is PodStage.Loading or PodStage.Ready or PodStage.Draining;

    /// <summary>A pod that we see for the first time: a new one, or one whose containers ended with the process that ran them.</summary>
    public static PodLife Of(Pod pod, DateTimeOffset now)
    {
        if (pod.MainStatus is not { } main || (main.State?.Waiting is not null && main.LastState is null))
        {
            return new(pod.Spec.InitContainers.Count > 0 ? PodStage.Fetching : PodStage.Creating, now);
        }

        return new(PodStage.Loading, now)
        {
            Restarts = main.RestartCount + 1,
            StartedAt = now,
            LastExit = main.State?.Terminated ?? main.LastState?.Terminated,
        };
    }
}
