namespace CanaryOperator.Api.Istio;

/// <summary>How the path changes on the way. One of them is set.</summary>
public sealed record HttpRewrite
{
    /// <summary>Replaces what the rule matched: the prefix, or the whole path.</summary>
    public string? Uri { get; init; }

    public RegexRewrite? UriRegexRewrite { get; init; }
}
