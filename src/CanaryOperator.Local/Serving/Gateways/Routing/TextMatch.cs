using System.Text.RegularExpressions;
using CanaryOperator.Api.Istio;

namespace CanaryOperator.Local.Serving.Gateways.Routing;

/// <summary>A <see cref="StringMatch"/>, ready to be asked.</summary>
internal sealed class TextMatch
{
    private readonly StringMatch _match;
    private readonly Regex? _regex;

    /// <exception cref="ArgumentException">The expression is none.</exception>
    /// <exception cref="NotSupportedException">It looks around or back, which RE2 does not know either.</exception>
    public TextMatch(StringMatch match)
    {
        _match = match;
        _regex = match.Regex is null ? null : Re2($@"\A(?:{match.Regex})\z");
    }

    /// <summary>Null when the whole text has to match.</summary>
    public string? Prefix => _match.Prefix;

    /// <summary>
    /// Like RE2, whose time is linear too. What is matched here is ASCII, for which the two agree on classes and case.
    /// </summary>
    public static Regex Re2(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout);

    public bool IsMatch(ReadOnlySpan<char> text) => _match switch
    {
        { Exact: { } exact } => text.SequenceEqual(exact),
        { Prefix: { } prefix } => text.StartsWith(prefix, StringComparison.Ordinal),
        _ => _regex is null || _regex.IsMatch(text),
    };
}
