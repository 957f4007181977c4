namespace CanaryOperator.Kubernetes;

/// <summary>The user that requests are made in the name of.</summary>
public sealed record ImpersonationConfiguration
{
    public required string UserName { get; init; }

    public string? Uid { get; init; }

    public IReadOnlyList<string> Groups { get; init; } = [];

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Extra { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
}
