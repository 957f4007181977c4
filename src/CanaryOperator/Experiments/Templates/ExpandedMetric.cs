namespace CanaryOperator.Experiments.Templates;

/// <summary>A metric of one version, ready to be asked for.</summary>
internal sealed record ExpandedMetric
{
    /// <summary><c>SOURCE/METRIC</c>.</summary>
    public required string Name { get; init; }

    public string? Description { get; init; }

    public string? Units { get; init; }

    /// <summary>It tells how many requests the version had.</summary>
    public bool CountsRequests { get; init; }

    /// <summary>Of a Prometheus: the first that has data counts.</summary>
    public IReadOnlyList<string> Queries { get; init; } = [];

    /// <summary>Of a REST provider.</summary>
    public RestQuery? Rest { get; init; }

    /// <summary>For a person: what the provider is asked.</summary>
    public IReadOnlyList<string> Asked =>
        Rest is { } rest ? [$"{rest.Method} {rest.Path}{(rest.Body is { } body ? $"\n{body}" : "")}"] : Queries;
}
