using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Health;

internal static partial class Log
{
    [LoggerMessage(2160, LogLevel.Warning, "{Group} check failed: {Failures}")]
    public static partial void Unhealthy(ILogger logger, string group, string failures);

    [LoggerMessage(2161, LogLevel.Information, "{Group} check passes again")]
    public static partial void Healthy(ILogger logger, string group);
}
