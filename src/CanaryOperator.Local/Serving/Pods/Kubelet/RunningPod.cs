using CanaryOperator.Local.Serving.ModelServers;
using CanaryOperator.Local.Serving.Pods.Model;

namespace CanaryOperator.Local.Serving.Pods.Kubelet;

/// <summary>What the kubelet holds of a pod. Used by one worker at a time.</summary>
internal sealed class RunningPod(PodLife life, PodStatus status)
{
    public PodLife Life { get; set; } = life;

    /// <summary>As written last. The cache is behind at times, and nobody else writes it.</summary>
    public PodStatus Status { get; set; } = status;

    /// <summary>Null while no container runs.</summary>
    public IModelServer? Server { get; set; }

    /// <summary>The server whose address the pod's annotations tell.</summary>
    public IModelServer? Announced { get; set; }

    /// <summary>The end of the server; null unless the pod is being deleted.</summary>
    public Task? Stopping { get; set; }

    /// <summary>All connections break.</summary>
    public async Task CrashAsync()
    {
        if (Server is { } server)
        {
            Server = null;
            await server.DisposeAsync();
        }
    }
}
