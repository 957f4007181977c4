using System.Text.Json.Serialization.Metadata;
using CanaryOperator.Api;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Status;

/// <summary>The patch by which statuses are written.</summary>
internal static class StatusPatch
{
    /// <summary>
    /// Replaces the whole status, so that fields can go; setting the version it was computed from makes the API server answer with a
    /// conflict if it is no longer the newest.
    /// </summary>
    public static V1Patch Replace<TStatus>(
        IKubernetesObject<V1ObjectMeta> computedFrom, TStatus status, JsonTypeInfo<TStatus> json)
    {
        using var patch = new JsonPatchWriter();
        patch.Replace("/metadata/resourceVersion", computedFrom.ResourceVersion(), ApiJsonContext.Default.String);
        patch.Add("/status", status, json);
        return patch.Complete();
    }
}
