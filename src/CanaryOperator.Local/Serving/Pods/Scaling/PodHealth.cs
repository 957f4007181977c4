using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Local.Knative.StateMachine;
using CanaryOperator.Local.Serving.Pods.Model;
using CanaryOperator.Runtime;

namespace CanaryOperator.Local.Serving.Pods.Scaling;

/// <summary>A Revision fares as its pods do.</summary>
internal sealed class PodHealth(RevisionIndex index, TimeSpan progressDeadline, TimeProvider clock) : IRevisionHealthSource
{
    private readonly LoadingTimes _loading = new(clock);

    public RevisionHealth Of(KnativeObject revision)
    {
        var pods = index.PodsOf(NamespacedName.Of(revision.Metadata))
            .Where(pod => pod.GetController()?.Uid == revision.Uid() && !pod.IsBeingDeleted());
        var health = Of([.. pods], RevisionScale.Of(revision.Metadata.Annotations), progressDeadline - _loading.Of(revision));
        if (health.IsReady || health.FailedCondition is not null)
        {
            _loading.Forget(revision);
        }

        return health;
    }

    /// <summary>
    /// Ready with as many pods as it starts with. As in Knative, a container may end once: what counts is how it ended before its latest
    /// start.
    /// </summary>
    /// <param name="pods">Its own, without those that end.</param>
    /// <param name="left">Of its deadline.</param>
    public static RevisionHealth Of(IReadOnlyList<Pod> pods, RevisionScale scale, TimeSpan left)
    {
        var ready = pods.Count(pod => pod.IsReady);
        if (ready >= scale.Initial)
        {
            return RevisionHealth.Ready;
        }

        if (ready == 0 && pods.Select(pod => pod.MainStatus?.LastState?.Terminated).FirstOrDefault(end => end is not null) is { } exit)
        {
            return RevisionHealth.Exited(exit.ExitCode, exit.Message);
        }

        return left > TimeSpan.Zero ? RevisionHealth.LoadingFor(left) : RevisionHealth.TimedOut;
    }
}
