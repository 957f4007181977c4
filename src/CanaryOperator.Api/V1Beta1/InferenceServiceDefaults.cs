namespace CanaryOperator.Api.V1Beta1;

/// <summary>What defaulting takes from the configuration. The initial values are those that KServe ships.</summary>
public sealed record InferenceServiceDefaults
{
    public static InferenceServiceDefaults Shipped { get; } = new();

    /// <summary>Of custom containers that name none, like the three that follow.</summary>
    public string CpuRequest { get; init; } = "1";

    public string CpuLimit { get; init; } = "1";

    public string MemoryRequest { get; init; } = "2Gi";

    public string MemoryLimit { get; init; } = "2Gi";

    /// <summary>False: components that do not say so themselves get no service account token.</summary>
    public bool AutoMountServiceAccountToken { get; init; } = true;
}
