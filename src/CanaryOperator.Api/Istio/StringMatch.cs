namespace CanaryOperator.Api.Istio;

/// <summary>Exactly one of them is set.</summary>
public sealed record StringMatch
{
    public string? Exact { get; init; }

    public string? Prefix { get; init; }

    /// <summary>RE2; must match the whole text.</summary>
    public string? Regex { get; init; }
}
