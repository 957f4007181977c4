using System.Text.RegularExpressions;
using CanaryOperator.Api.Istio;

namespace CanaryOperator.Local.Serving.Gateways.Routing;

/// <summary>An <see cref="HttpRewrite"/>, ready to be applied.</summary>
internal sealed partial class PathRewrite
{
    private readonly string? _uri;
    private readonly Regex? _pattern;
    private readonly string _replacement = "";

    /// <inheritdoc cref="TextMatch(StringMatch)" path="/exception"/>
    public PathRewrite(HttpRewrite rewrite)
    {
        _uri = rewrite.Uri;
        if (rewrite.UriRegexRewrite is { Match: { } pattern } regex)
        {
            _pattern = TextMatch.Re2(pattern);
            _replacement = GroupNumber().Replace((regex.Rewrite ?? "").Replace("$", "$$", StringComparison.Ordinal), "$${${number}}");
        }
    }

    /// <param name="path">Without the query.</param>
    /// <param name="prefix">What the rule matched of it; null for all of it.</param>
    public string Apply(string path, string? prefix) => this switch
    {
        { _pattern: { } pattern } => pattern.Replace(path, _replacement),
        { _uri: { } uri } => prefix is null ? uri : string.Concat(uri, path.AsSpan(prefix.Length)),
        _ => path,
    };

    /// <summary>RE2 writes <c>\1</c> where .NET writes <c>${1}</c>.</summary>
    [GeneratedRegex(@"\\(?<number>[0-9])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GroupNumber();
}
