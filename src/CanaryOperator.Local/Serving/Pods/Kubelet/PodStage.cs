namespace CanaryOperator.Local.Serving.Pods.Kubelet;

/// <summary>How far a pod is.</summary>
internal enum PodStage
{
    /// <summary>The init containers run: kubectl shows <c>Init:0/1</c>.</summary>
    Fetching,

    /// <summary>kubectl shows <c>PodInitializing</c> after init containers, else <c>ContainerCreating</c>.</summary>
    Creating,

    /// <summary>The containers run, the model is not loaded yet: <c>0/2 Running</c>.</summary>
    Loading,

    /// <summary><c>2/2 Running</c>.</summary>
    Ready,

    /// <summary>The main container ended and waits for its restart: <c>Error</c>, <c>OOMKilled</c> or <c>CrashLoopBackOff</c>.</summary>
    Exited,

    /// <summary>Was ready and is being deleted: it answers whom it still gets requests from. <c>1/2 Terminating</c>.</summary>
    Draining,
}
