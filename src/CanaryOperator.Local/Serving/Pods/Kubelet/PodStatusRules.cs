using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Serving.Pods.Model;

namespace CanaryOperator.Local.Serving.Pods.Kubelet;

/// <summary>The status that a kubelet would write.</summary>
internal static class PodStatusRules
{
    /// <summary>All pods share it; annotations tell their ports.</summary>
    private const string Loopback = "127.0.0.1";

    public static PodStatus Of(Pod pod, PodLife life, TimeSpan restartDelay, DateTimeOffset now)
    {
        List<ContainerStatus> initContainers =
            [.. pod.Spec.InitContainers.Select((container, i) => InitContainer(pod, container, i, life, now))];
        List<ContainerStatus> containers = [.. pod.Spec.Containers.Select(container => Container(pod, container, life, restartDelay, now))];
        var initialized = Condition(
            PodConditions.Initialized, initContainers, "ContainersNotInitialized", "containers with incomplete status");
        var ready = Condition(PodConditions.Ready, containers, "ContainersNotReady", "containers with unready status");
        V1Condition[] conditions =
        [
            initialized,
            ready,
            ready with { Type = PodConditions.ContainersReady },
            new() { Type = PodConditions.PodScheduled, Status = "True" },
        ];
        return new()
        {
            Phase = life.Stage is PodStage.Fetching or PodStage.Creating ? "Pending" : "Running",
            Conditions = [.. conditions.Select(condition => Stamp(condition, pod.Status, now))],
            HostIp = Loopback,
            PodIp = Loopback,
            StartTime = pod.Status.StartTime ?? now,
            InitContainerStatuses = initContainers.Count == 0 ? null : initContainers,
            ContainerStatuses = containers,
        };
    }

    private static ContainerStatus InitContainer(Pod pod, PodContainer container, int index, PodLife life, DateTimeOffset now)
    {
        var before = pod.Status.InitContainerStatuses?.FirstOrDefault(status => status.Name == container.Name)?.State;
        var startedAt = before?.Running?.StartedAt ?? now;
        var state = life.Stage switch
        {
            PodStage.Fetching when index == 0 => new() { Running = new() { StartedAt = startedAt } },
            PodStage.Fetching => Waiting("PodInitializing"),
            _ when before?.Terminated is not null => before,
            _ => new() { Terminated = new() { Reason = "Completed", StartedAt = startedAt, FinishedAt = now } },
        };
        return new() { Name = container.Name, Image = container.Image, Ready = state.Terminated is not null, State = state };
    }

    private static ContainerStatus Container(Pod pod, PodContainer container, PodLife life, TimeSpan restartDelay, DateTimeOffset now)
    {
        var status = new ContainerStatus { Name = container.Name, Image = container.Image };
        if (life.Stage is PodStage.Fetching or PodStage.Creating)
        {
            return status with { State = Waiting(pod.Spec.InitContainers.Count > 0 ? "PodInitializing" : "ContainerCreating") };
        }

        if (container.Name == pod.Spec.MainContainer?.Name)
        {
            return MainContainer(status, life, restartDelay);
        }

        var before = pod.Status.ContainerStatuses?.FirstOrDefault(other => other.Name == container.Name)?.State?.Running;
        var state = new ContainerState { Running = before ?? new() { StartedAt = now } };
        return status with { Ready = life.Stage == PodStage.Ready, Started = true, State = state };
    }

    private static ContainerStatus MainContainer(ContainerStatus status, PodLife life, TimeSpan restartDelay)
    {
        var lastState = life.LastExit is null ? null : new ContainerState { Terminated = life.LastExit };
        var pause = $"back-off {restartDelay.TotalSeconds:0.#}s restarting failed container={status.Name}";
        return status with
        {
            RestartCount = life.Restarts,
            State = life.Stage switch
            {
                PodStage.Exited when life.Restarts == 0 => lastState,
                PodStage.Exited => Waiting("CrashLoopBackOff", pause),
                _ => new() { Running = new() { StartedAt = life.StartedAt } },
            },
            LastState = life is { Stage: PodStage.Exited, Restarts: 0 } ? null : lastState,
            Ready = life.Stage is PodStage.Ready or PodStage.Draining,
            Started = life.Stage != PodStage.Exited,
        };
    }

    private static ContainerState Waiting(string reason, string? message = null) =>
        new() { Waiting = new() { Reason = reason, Message = message } };

    private static V1Condition Condition(string type, IEnumerable<ContainerStatus> containers, string reason, string message)
    {
        var missing = string.Join(' ', containers.Where(container => !container.Ready).Select(container => container.Name));
        return missing.Length == 0
            ? new() { Type = type, Status = "True" }
            : new() { Type = type, Status = "False", Reason = reason, Message = $"{message}: [{missing}]" };
    }

    private static V1Condition Stamp(V1Condition condition, PodStatus before, DateTimeOffset now) =>
        before.Condition(condition.Type) is { } known && known.Status == condition.Status
            ? condition with { LastTransitionTime = known.LastTransitionTime }
            : condition with { LastTransitionTime = now };
}
