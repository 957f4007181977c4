namespace CanaryOperator.Local.ControlPlane;

internal sealed record ControlPlaneOptions
{
    /// <summary>Records every request the API server gets (see <see cref="LocalControlPlane.AuditLogPath"/>). Default: no.</summary>
    public bool AuditLog { get; init; }

    /// <summary>Appended to the API server's own, as in <c>--feature-gates=X=true</c>.</summary>
    public IReadOnlyList<string> ApiServerFlags { get; init; } = [];

    /// <summary>Where everything is kept, for the next start to find. Default: a private temporary folder, gone at the end.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Besides the administrator.</summary>
    public IReadOnlyList<ControlPlaneUser> Users { get; init; } = [];
}
