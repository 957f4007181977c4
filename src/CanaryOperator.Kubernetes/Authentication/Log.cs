using Microsoft.Extensions.Logging;

namespace CanaryOperator.Kubernetes.Authentication;

internal static partial class Log
{
    [LoggerMessage(1100, LogLevel.Warning, "The {What} could not be read again; the last one stays in use, next attempt in {Delay}")]
    public static partial void KeptAfterFailure(ILogger logger, string what, TimeSpan delay, Exception exception);

    [LoggerMessage(1101, LogLevel.Debug, "{Host} refused the credentials (401); sending once more with renewed ones")]
    public static partial void RetryingWithRenewedCredentials(ILogger logger, string host);

    [LoggerMessage(1102, LogLevel.Debug, "Credential plugin {Command} answered; its credentials expire {Expiry}")]
    public static partial void PluginAnswered(ILogger logger, string command, DateTimeOffset? expiry);
}
