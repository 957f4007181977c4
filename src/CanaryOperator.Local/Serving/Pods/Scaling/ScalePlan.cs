using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Serving.Pods.Model;

namespace CanaryOperator.Local.Serving.Pods.Scaling;

/// <summary>What is missing and what is too much.</summary>
internal sealed record ScalePlan(int Create, IReadOnlyList<Pod> Delete)
{
    public bool IsEmpty => Create == 0 && Delete.Count == 0;

    /// <param name="pods">Of a Revision of that name; those of one that was deleted before have to go.</param>
    public static ScalePlan Between(IEnumerable<Pod> pods, string? revisionUid, int wanted)
    {
        var alive = pods.Where(pod => !pod.IsBeingDeleted()).ToLookup(pod => pod.GetController()?.Uid == revisionUid);
        var own = alive[true].OrderBy(pod => pod.IsReady).ThenByDescending(pod => pod.Metadata.CreationTimestamp)
            .ThenBy(pod => pod.Name(), StringComparer.Ordinal).ToList();
        return new(Math.Max(wanted - own.Count, 0), [.. own.Take(own.Count - wanted), .. alive[false]]);
    }
}
