using CanaryOperator.Local.Serving.ModelServers;

namespace CanaryOperator.Local.Serving.Pods.Kubelet;

/// <summary>How long each stage of a pod's life takes, and which one comes next.</summary>
/// <param name="fetches">It has init containers.</param>
internal sealed class PodLifeRules(PodsOptions options, ServerBehavior behavior, bool fetches)
{
    /// <summary>The life of a pod that is not being deleted, as it is by now.</summary>
    public PodLife Advance(PodLife life, DateTimeOffset now)
    {
        while (TimeLeft(life, now) <= TimeSpan.Zero)
        {
            life = Next(life, now);
        }

        return life;
    }

    /// <summary>Until the next stage; null when time alone does not change this one.</summary>
    public TimeSpan? TimeLeft(PodLife life, DateTimeOffset now) => life.Since + Duration(life) - now;

    /// <summary>How long the main container waits for its restart after its latest end.</summary>
    public TimeSpan RestartDelay(PodLife life)
    {
        var delay = options.RestartDelay * Math.Pow(2, Math.Min(life.Restarts, 20));
        return delay < options.LongestRestartDelay ? delay : options.LongestRestartDelay;
    }

    private TimeSpan? Duration(PodLife life) => life.Stage switch
    {
        // Spread evenly over the stages before Ready, so that a person sees each of them.
        PodStage.Fetching or PodStage.Creating or PodStage.Loading => (behavior.LoadTime ?? options.LoadTime) / (fetches ? 3 : 2),
        PodStage.Ready => behavior.CrashAfter,
        PodStage.Exited => RestartDelay(life),
        _ => null,
    };

    private PodLife Next(PodLife life, DateTimeOffset now) => life.Stage switch
    {
        PodStage.Fetching => life with { Stage = PodStage.Creating, Since = now },
        PodStage.Creating => life with { Stage = PodStage.Loading, Since = now, StartedAt = now },
        PodStage.Loading when behavior.LoadFailure is { } message => Exit(life, 1, "Error", message, now),
        PodStage.Loading => life with { Stage = PodStage.Ready, Since = now },
        PodStage.Ready => Exit(life, 137, "OOMKilled", message: null, now),
        _ => life with { Stage = PodStage.Loading, Since = now, StartedAt = now, Restarts = life.Restarts + 1 },
    };

    private static PodLife Exit(PodLife life, int code, string reason, string? message, DateTimeOffset now) => life with
    {
        Stage = PodStage.Exited,
        Since = now,
        LastExit = new() { ExitCode = code, Reason = reason, Message = message, StartedAt = life.StartedAt, FinishedAt = now },
    };
}
