using CanaryOperator.Api;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Status;

/// <summary>Reads from a revision's pods why a model is not loaded.</summary>
internal static class PodFailures
{
    private const string StorageInitializer = "storage-initializer";

    /// <summary>Waiting for these ends only when somebody changes something.</summary>
    private static readonly HashSet<string> Dead = new(StringComparer.Ordinal)
    {
        "CrashLoopBackOff", "ImagePullBackOff", "ErrImagePull", "InvalidImageName", "CreateContainerConfigError", "CreateContainerError",
    };

    /// <summary>What is wrong with the newest pod; null when nothing is, or when there is none.</summary>
    public static FailureInfo? Of(IReadOnlyList<V1Pod> pods) => Newest(pods) is { } pod
        ? Containers(pod).Select(container => Failure(pod, container)).FirstOrDefault(failure => failure is not null)
        : null;

    /// <summary>Null when there are no pods: the revision may be scaled to zero.</summary>
    public static ModelCopies? Copies(IReadOnlyList<V1Pod> pods) => pods.Count == 0 ? null : new()
    {
        TotalCopies = pods.Count(pod => pod.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true),
        FailedCopies = pods.Count(pod => Containers(pod).Any(container => Failure(pod, container) is not null)),
    };

    /// <summary>The newest pod still fetches the model.</summary>
    public static bool IsFetching(IReadOnlyList<V1Pod> pods) =>
        Newest(pods)?.Status?.InitContainerStatuses?.Any(status => status is { Name: StorageInitializer, State.Running: not null }) == true;

    private static V1Pod? Newest(IReadOnlyList<V1Pod> pods) => pods
        .OrderByDescending(pod => pod.Metadata.CreationTimestamp)
        .ThenBy(pod => pod.Name(), StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>Those that load the model; queue-proxy and other helpers fail for reasons of their own.</summary>
    private static IEnumerable<V1ContainerStatus> Containers(V1Pod pod) =>
    [
        .. pod.Status?.InitContainerStatuses ?? [],
        .. (pod.Status?.ContainerStatuses ?? []).Where(status => status.Name == WellKnown.MainContainerName),
    ];

    private static FailureInfo? Failure(V1Pod pod, V1ContainerStatus container)
    {
        var waiting = container.State?.Waiting;

        // The last end counts until the container is well: a crash loop must not look cured between two crashes.
        var end = container.State?.Terminated ?? (container.Ready ? null : container.LastState?.Terminated);
        if (end is { ExitCode: not 0 })
        {
            var message = string.IsNullOrWhiteSpace(end.Message) ? end.Reason : end.Message.Trim();
            return new() { Location = $"{pod.Name()}/{container.Name}", Message = message, ExitCode = end.ExitCode };
        }

        return waiting?.Reason is { } reason && Dead.Contains(reason)
            ? new() { Location = $"{pod.Name()}/{container.Name}", Message = waiting.Message ?? reason }
            : null;
    }
}
