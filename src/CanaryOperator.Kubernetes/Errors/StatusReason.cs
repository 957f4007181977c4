using System.Net;

namespace CanaryOperator.Kubernetes.Errors;

/// <summary>
/// The words in <c>status.reason</c>. They tell more than the HTTP code: two of them share 409 and two 410, and an event of a watch has no
/// HTTP code at all.
/// </summary>
internal static class StatusReason
{
    public const string NotFound = "NotFound";
    public const string AlreadyExists = "AlreadyExists";

    /// <summary>Null for a reason that is not known.</summary>
    public static HttpStatusCode? ToStatusCode(string? reason) => reason switch
    {
        "BadRequest" => HttpStatusCode.BadRequest,
        "Unauthorized" => HttpStatusCode.Unauthorized,
        "Forbidden" => HttpStatusCode.Forbidden,
        NotFound => HttpStatusCode.NotFound,
        "MethodNotAllowed" => HttpStatusCode.MethodNotAllowed,
        "NotAcceptable" => HttpStatusCode.NotAcceptable,
        "Conflict" or AlreadyExists => HttpStatusCode.Conflict,
        "Gone" or "Expired" => HttpStatusCode.Gone,
        "RequestEntityTooLarge" => HttpStatusCode.RequestEntityTooLarge,
        "UnsupportedMediaType" => HttpStatusCode.UnsupportedMediaType,
        "Invalid" => HttpStatusCode.UnprocessableEntity,
        "TooManyRequests" => HttpStatusCode.TooManyRequests,
        "InternalError" or "ServerTimeout" => HttpStatusCode.InternalServerError,
        "ServiceUnavailable" => HttpStatusCode.ServiceUnavailable,
        "Timeout" => HttpStatusCode.GatewayTimeout,
        _ => null,
    };
}
