namespace CanaryOperator.Cli.Viewing;

/// <summary>A revision that has traffic, or will or did have it.</summary>
internal sealed record RevisionView
{
    public required string Component { get; init; }

    public required string Name { get; init; }

    /// <summary><c>candidate</c>, <c>stable</c>, or null.</summary>
    public string? Role { get; init; }

    /// <summary>Of the component's traffic; 0 to 100.</summary>
    public required long TrafficPercent { get; init; }

    /// <summary>Null when the cluster does not tell.</summary>
    public bool? Ready { get; init; }

    /// <summary>Why it is not ready.</summary>
    public string? Message { get; init; }
}
