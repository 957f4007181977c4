namespace CanaryOperator.Local.Serving.Pods.Scaling;

/// <summary>Why a Revision has pods, or has none.</summary>
internal enum RevisionRole
{
    /// <summary>Neither ready nor failed yet.</summary>
    Starting,

    /// <summary>Ready, and a Route names it, be it with 0 percent; or it is the newest one, and the Route is about to.</summary>
    Routed,

    /// <summary>The newest one, and it failed: its pods tell why.</summary>
    Failing,

    /// <summary>None of these.</summary>
    Unneeded,
}
