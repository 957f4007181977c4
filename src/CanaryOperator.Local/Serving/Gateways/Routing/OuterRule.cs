using CanaryOperator.Api.Istio;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Local.Serving.Gateways.Routing;

/// <summary>A rule of a VirtualService as one gateway sees it.</summary>
internal sealed class OuterRule
{
    private const string HostHeader = "Host";

    private readonly (TextMatch? Authority, TextMatch? Uri)[] _matches;
    private readonly PathRewrite? _rewrite;

    /// <inheritdoc cref="TextMatch(StringMatch)" path="/exception"/>
    private OuterRule(HttpRoute route, IEnumerable<HttpMatchRequest> matches)
    {
        _matches = [.. matches.Select(match => (Ready(match.Authority), Ready(match.Uri)))];
        _rewrite = route.Rewrite is null ? null : new(route.Rewrite);
        Headers = [.. route.Headers?.Request?.Set ?? new Dictionary<string, string>()];
        Host = Headers.FirstOrDefault(header => header.Key.Equals(HostHeader, StringComparison.OrdinalIgnoreCase)).Value
            ?? (route.Route is [{ Destination.Host: { } host }, ..] ? host : "");
    }

    /// <summary>Where the request goes: the host it gets, or, without a new one, the destination's.</summary>
    public string Host { get; }

    /// <summary>To be set on the request.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <param name="gateways">Names of the gateway that asks.</param>
    /// <param name="ignored">Told why a rule cannot be followed.</param>
    public static IReadOnlyList<OuterRule> Of(VirtualService virtualService, IReadOnlySet<string> gateways, Action<string> ignored)
    {
        List<OuterRule> rules = [];
        foreach (var route in virtualService.Spec?.Http ?? [])
        {
            var matches = (route.Match is null or [] ? [new HttpMatchRequest()] : route.Match)
                .Where(match => IsBound(match.Gateways ?? virtualService.Spec?.Gateways, virtualService.Namespace(), gateways))
                .ToList();
            try
            {
                if (matches.Count > 0)
                {
                    rules.Add(new(route, matches));
                }
            }
            catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
            {
                ignored(exception.Message);
            }
        }

        return rules;
    }

    /// <param name="authority">As it was sent.</param>
    /// <param name="path">Without the query.</param>
    /// <param name="newPath">What becomes of it on the way.</param>
    public bool TryMatch(ReadOnlySpan<char> authority, string path, out string newPath)
    {
        foreach (var (wantedAuthority, wantedPath) in _matches)
        {
            if ((wantedPath is null || wantedPath.IsMatch(path)) && (wantedAuthority is null || wantedAuthority.IsMatch(authority)))
            {
                newPath = _rewrite is null ? path : _rewrite.Apply(path, wantedPath?.Prefix);
                return true;
            }
        }

        newPath = path;
        return false;
    }

    private static TextMatch? Ready(StringMatch? match) => match is null ? null : new(match);

    private static bool IsBound(IReadOnlyList<string>? bound, string @namespace, IReadOnlySet<string> gateways) =>
        bound?.Any(gateway => gateways.Contains(gateway) || gateways.Contains($"{@namespace}/{gateway}")) == true;
}
