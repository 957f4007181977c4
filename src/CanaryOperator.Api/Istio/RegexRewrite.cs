namespace CanaryOperator.Api.Istio;

/// <summary>Replaces the part of a path that matches. Istio has it since 1.18.</summary>
public sealed record RegexRewrite
{
    /// <summary>RE2.</summary>
    public string? Match { get; init; }

    /// <summary><c>\1</c> stands for the first group.</summary>
    public string? Rewrite { get; init; }
}
