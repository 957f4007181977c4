using CanaryOperator.Kubernetes.Models;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Events;

internal static partial class Log
{
    [LoggerMessage(2120, LogLevel.Debug, "Event {Reason} regarding {Regarding}: attempt {Attempt} failed, will retry: {Error}")]
    public static partial void WriteFailed(ILogger logger, string? reason, V1ObjectReference? regarding, int attempt, string error);

    [LoggerMessage(2121, LogLevel.Warning, "Event {Reason} regarding {Regarding} was not written: {Error}")]
    public static partial void NotWritten(ILogger logger, string? reason, V1ObjectReference? regarding, string error);

    [LoggerMessage(2122, LogLevel.Warning, "Stopped with {Count} events not written")]
    public static partial void LostAtStop(ILogger logger, int count);
}
