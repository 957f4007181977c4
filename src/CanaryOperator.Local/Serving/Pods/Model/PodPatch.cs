using System.Text.Json;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Local.Serving.Pods.Model;

/// <summary>The fields of a pod that whoever runs it writes.</summary>
internal sealed record PodPatch
{
    /// <summary>Its uid makes the API server refuse when the pod of that name is another one by now.</summary>
    public required V1ObjectMeta Metadata { get; init; }

    public PodStatus? Status { get; init; }

    public V1Patch ToPatch() =>
        new(PatchType.MergePatch, JsonSerializer.SerializeToUtf8Bytes(this, PodJsonContext.Default.PodPatch));
}
