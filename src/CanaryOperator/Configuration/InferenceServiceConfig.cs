using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Configuration;

/// <summary>The ConfigMap <c>inferenceservice-config</c>, with KServe's keys and KServe's shipped values as defaults.</summary>
internal sealed record InferenceServiceConfig
{
    public static InferenceServiceConfig Default { get; } = new();

    public IngressConfig Ingress { get; init; } = new();

    public StorageInitializerConfig StorageInitializer { get; init; } = new();

    public CredentialsConfig Credentials { get; init; } = new();

    /// <summary>The key <c>inferenceService</c>.</summary>
    public ServiceDefaultsConfig ServiceDefaults { get; init; } = new();

    public SecurityConfig Security { get; init; } = new();

    /// <summary>As defaulting wants them.</summary>
    public InferenceServiceDefaults Defaults => new()
    {
        CpuRequest = ServiceDefaults.CpuRequest,
        CpuLimit = ServiceDefaults.CpuLimit,
        MemoryRequest = ServiceDefaults.MemoryRequest,
        MemoryLimit = ServiceDefaults.MemoryLimit,
        AutoMountServiceAccountToken = Security.AutoMountServiceAccountToken,
    };
}
