using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CanaryOperator.Local.Serving.Gateways.Forwarding;

/// <summary>What a request asks a host for, escaped as it was sent.</summary>
/// <param name="Query">With its question mark; empty for none.</param>
internal readonly record struct RequestTarget(string Path, string Query)
{
    public static RequestTarget Of(HttpRequest request)
    {
        var raw = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!raw.StartsWith('/'))
        {
            // As for a proxy, with the host in it.
            return new(request.Path.ToUriComponent() is { Length: > 0 } path ? path : "/", request.QueryString.Value ?? "");
        }

        var question = raw.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? new(raw, "") : new(raw[..question], raw[question..]);
    }
}
