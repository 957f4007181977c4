namespace CanaryOperator.Api.V1Alpha1;

/// <summary>A model format that a runtime can serve.</summary>
public sealed record SupportedModelFormat
{
    public string? Name { get; init; }

    /// <summary>Compared as a string: <c>1</c> is not <c>1.0</c>.</summary>
    public string? Version { get; init; }

    /// <summary>Whether the runtime may be chosen for a model that names no runtime. Default: no.</summary>
    public bool? AutoSelect { get; init; }

    /// <summary>Among runtimes that may be chosen the highest wins; none is lower than any.</summary>
    public int? Priority { get; init; }
}
