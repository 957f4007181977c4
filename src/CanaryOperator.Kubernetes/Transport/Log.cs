using System.Net;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Kubernetes.Transport;

internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Debug, "{Request}: {StatusCode} after {Milliseconds} ms")]
    public static partial void Answered(ILogger logger, ApiRequest request, HttpStatusCode statusCode, double milliseconds);

    [LoggerMessage(1001, LogLevel.Debug, "{Request} will be repeated in {Delay}: {Reason}")]
    public static partial void Repeating(ILogger logger, ApiRequest request, TimeSpan delay, string reason);

    [LoggerMessage(1002, LogLevel.Debug, "{Request} was throttled by flow schema {FlowSchemaUid}, priority level {PriorityLevelUid}")]
    public static partial void Throttled(ILogger logger, ApiRequest request, string flowSchemaUid, string priorityLevelUid);

    [LoggerMessage(1003, LogLevel.Warning, "The API server warns about {Request}: {Text}")]
    public static partial void ServerWarned(ILogger logger, ApiRequest request, string text);

    [LoggerMessage(1004, LogLevel.Information, "{Request}: the continue token expired between two pages; reading everything at once")]
    public static partial void ContinueExpired(ILogger logger, ApiRequest request);

    [LoggerMessage(1005, LogLevel.Warning, "{Request}: ignoring events of the unknown type {Type}")]
    public static partial void UnknownEventType(ILogger logger, ApiRequest request, string type);
}
