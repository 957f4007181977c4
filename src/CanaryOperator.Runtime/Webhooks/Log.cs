using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Webhooks;

internal static partial class Log
{
    [LoggerMessage(2160, LogLevel.Error, "The webhook {Webhook} failed on {Operation} of {Kind} {Key} and denied it")]
    public static partial void HandlerFailed(
        ILogger logger, Exception exception, string webhook, string operation, string kind, NamespacedName key);

    [LoggerMessage(2161, LogLevel.Warning, "The webhook {Webhook} did not decide on {Operation} of {Kind} {Key} in time and denied it")]
    public static partial void HandlerTooSlow(ILogger logger, string webhook, string operation, string kind, NamespacedName key);

    [LoggerMessage(2162, LogLevel.Debug, "The webhook {Webhook}: {Operation} of {Kind} {Key} by {User}: allowed {IsAllowed}, {Message}")]
    public static partial void Decided(
        ILogger logger, string webhook, string operation, string kind, NamespacedName key, string? user, bool isAllowed, string? message);

    [LoggerMessage(2163, LogLevel.Warning, "The webhook {Webhook} got a request that is no admission review ({Code}): {Problem}")]
    public static partial void Refused(ILogger logger, string webhook, int code, string problem);
}
