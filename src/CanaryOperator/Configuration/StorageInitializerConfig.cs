namespace CanaryOperator.Configuration;

/// <summary>The key <c>storageInitializer</c>: the init container that fetches models.</summary>
internal sealed record StorageInitializerConfig
{
    public string Image { get; init; } = "kserve/storage-initializer:latest";

    public string CpuRequest { get; init; } = "100m";

    public string CpuLimit { get; init; } = "1";

    public string MemoryRequest { get; init; } = "100Mi";

    public string MemoryLimit { get; init; } = "1Gi";

    /// <summary>ConfigMap with certificate authorities for the stores; empty: none.</summary>
    public string CaBundleConfigMapName { get; init; } = "";

    public string CaBundleVolumeMountPath { get; init; } = "/etc/ssl/custom-certs";
}
