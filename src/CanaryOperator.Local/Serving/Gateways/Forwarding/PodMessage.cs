using System.Net;
using System.Net.Http.Headers;
using CanaryOperator.Local.Serving.Gateways.Endpoints;
using CanaryOperator.Local.Serving.Gateways.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace CanaryOperator.Local.Serving.Gateways.Forwarding;

/// <summary>Makes of a client's request the one for a pod.</summary>
internal static class PodMessage
{
    private const string ForwardedFor = "X-Forwarded-For";
    private const string ForwardedHost = "X-Forwarded-Host";
    private const string ForwardedProto = "X-Forwarded-Proto";

    // The pod gets the path as the client wrote it.
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public static HttpRequestMessage Create(
        HttpRequest request, RequestTarget target, RoutingDecision decision, PodEndpoint endpoint, ReplayableBody? body)
    {
        var message = new HttpRequestMessage
        {
            Method = HttpMethod.Parse(request.Method),
            RequestUri = new Uri(string.Concat(endpoint.Origin, decision.Path, target.Query), AsWritten),
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body is null ? null : new PodContent(body),
        };
        CopyHeaders(request, message);
        AddForwarded(request, message);
        message.Headers.Host = request.Host.Value;
        foreach (var (name, value) in decision.Rule?.Headers ?? [])
        {
            message.Headers.Remove(name);
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private static void CopyHeaders(HttpRequest request, HttpRequestMessage message)
    {
        var connection = request.Headers.Connection;
        foreach (var (name, values) in request.Headers)
        {
            if (HeaderRules.ReachesPod(name, connection))
            {
                Add(message, name, values);
            }
        }
    }

    private static void AddForwarded(HttpRequest request, HttpRequestMessage message)
    {
        var client = request.HttpContext.Connection.RemoteIpAddress?.ToString();
        message.Headers.TryAddWithoutValidation(ForwardedFor, client);
        if (!request.Headers.ContainsKey(ForwardedProto))
        {
            message.Headers.TryAddWithoutValidation(ForwardedProto, request.Scheme);
        }

        if (!request.Headers.ContainsKey(ForwardedHost))
        {
            message.Headers.TryAddWithoutValidation(ForwardedHost, request.Host.Value);
        }
    }

    /// <summary>Some headers belong to the body for .NET, and are of no use without one.</summary>
    private static void Add(HttpRequestMessage message, string name, StringValues values)
    {
        if (!TryAdd(message.Headers, name, values) && message.Content is { } content)
        {
            TryAdd(content.Headers, name, values);
        }
    }

    private static bool TryAdd(HttpHeaders headers, string name, StringValues values) => values.Count == 1
        ? headers.TryAddWithoutValidation(name, values[0])
        : headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
}
