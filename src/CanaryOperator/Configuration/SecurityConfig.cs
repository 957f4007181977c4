namespace CanaryOperator.Configuration;

/// <summary>The key <c>security</c>.</summary>
internal sealed record SecurityConfig
{
    /// <summary>False: components that do not say so themselves get no service account token.</summary>
    public bool AutoMountServiceAccountToken { get; init; } = true;
}
