namespace CanaryOperator.Configuration;

/// <summary>
/// The key <c>inferenceService</c>: resources of custom containers that name none, and metadata that stays with its object.
/// </summary>
internal sealed record ServiceDefaultsConfig
{
    public string CpuRequest { get; init; } = "1";

    public string CpuLimit { get; init; } = "1";

    public string MemoryRequest { get; init; } = "2Gi";

    public string MemoryLimit { get; init; } = "2Gi";

    /// <summary>Annotations that do not reach children, besides the built-in ones.</summary>
    public IReadOnlyList<string> ServiceAnnotationDisallowedList { get; init; } = [];

    /// <summary>Labels that do not reach children, besides the built-in ones.</summary>
    public IReadOnlyList<string> ServiceLabelDisallowedList { get; init; } = [];
}
