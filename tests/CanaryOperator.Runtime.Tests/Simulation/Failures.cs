using System.Net;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime.Tests.Simulation;

/// <summary>The ways in which an API server, or the way to it, fails.</summary>
internal static class Failures
{
    public static KubernetesException Refused() => new("connection refused", new IOException("nobody listens"));

    public static KubernetesException Dropped() => new("the connection broke", new IOException("reset by peer"));

    public static KubernetesException Gone() => Status(HttpStatusCode.Gone, "Expired");

    public static KubernetesException Throttled(TimeSpan? retryAfter = null) =>
        Status(HttpStatusCode.TooManyRequests, "TooManyRequests", retryAfter);

    public static KubernetesException Internal() => Status(HttpStatusCode.InternalServerError, "InternalError");

    public static KubernetesException NotFound() => Status(HttpStatusCode.NotFound, "NotFound");

    public static KubernetesException Forbidden() => Status(HttpStatusCode.Forbidden, "Forbidden");

    public static KubernetesException Conflict() => Status(HttpStatusCode.Conflict, "Conflict");

    public static KubernetesException VersionFromTheFuture() => new(
        "Too large resource version",
        HttpStatusCode.GatewayTimeout,
        new V1Status { Reason = "Timeout", Details = new() { Causes = [new() { Reason = "ResourceVersionTooLarge" }] } },
        null);

    private static KubernetesException Status(HttpStatusCode code, string reason, TimeSpan? retryAfter = null) =>
        new($"the server says {reason}", code, new V1Status { Code = (int)code, Reason = reason }, retryAfter);
}
