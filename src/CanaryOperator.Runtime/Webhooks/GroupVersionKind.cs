namespace CanaryOperator.Runtime.Webhooks;

/// <summary>Names a kind in one version. <see cref="Group"/> is empty for the core group.</summary>
public sealed record GroupVersionKind(string Group, string Version, string Kind);
