using System.Net;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Kubernetes;

/// <summary>
/// A request failed: the server refused it (<see cref="Status"/> says why), or the wire broke (<see cref="StatusCode"/> is null).
/// </summary>
public sealed class KubernetesException : Exception
{
    public KubernetesException(string message, HttpStatusCode statusCode, V1Status? status, TimeSpan? retryAfter)
        : base(message)
    {
        StatusCode = statusCode;
        Status = status;
        RetryAfter = retryAfter;
    }

    /// <summary>The wire broke before an answer was complete.</summary>
    public KubernetesException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Null when no answer arrived.</summary>
    public HttpStatusCode? StatusCode { get; }

    /// <summary>What the server said, if it said it in Kubernetes' own form.</summary>
    public V1Status? Status { get; }

    /// <summary>How long the server asked to wait.</summary>
    public TimeSpan? RetryAfter { get; }

    public string? Reason => Status?.Reason;

    /// <summary>The same request may succeed later without anybody doing anything.</summary>
    public bool IsTransient => StatusCode is null
        || StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
        || (int)StatusCode >= 500;

    /// <summary>The object changed since it was read.</summary>
    public bool IsConflict => StatusCode is HttpStatusCode.Conflict && Reason is not "AlreadyExists";

    public bool IsAlreadyExists => StatusCode is HttpStatusCode.Conflict && Reason is "AlreadyExists";

    public bool IsNotFound => StatusCode is HttpStatusCode.NotFound;

    /// <summary>The resource version is too old to continue from.</summary>
    public bool IsGone => StatusCode is HttpStatusCode.Gone;

    public bool IsUnauthorized => StatusCode is HttpStatusCode.Unauthorized;

    public bool IsForbidden => StatusCode is HttpStatusCode.Forbidden;

    /// <summary>The server will refuse the object as it is, for ever.</summary>
    public bool IsInvalid => StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest;
}
