namespace CanaryOperator.Local.ControlPlane;

internal sealed record ControlPlaneOptions
{
    /// <summary>Writes a line for every request the API server gets (see <see cref="LocalControlPlane.AuditLogPath"/>). Default: no.</summary>
    public bool AuditLog { get; init; }

    /// <summary>Appended to the API server's own, as in <c>--feature-gates=X=true</c>.</summary>
    public IReadOnlyList<string> ApiServerFlags { get; init; } = [];

    /// <summary>Where everything is kept, to be found again by the next start. Default: a private temporary folder that is gone at the end.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Besides the administrator.</summary>
    public IReadOnlyList<ControlPlaneUser> Users { get; init; } = [];
}
