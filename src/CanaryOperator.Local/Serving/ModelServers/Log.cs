using Microsoft.Extensions.Logging;

namespace CanaryOperator.Local.Serving.ModelServers;

/// <summary>Log messages of model servers: events 4340 to 4349.</summary>
internal static partial class Log
{
    [LoggerMessage(4340, LogLevel.Debug, "{Pod} answers at {Address}, its metrics are at {MetricsAddress}")]
    public static partial void Started(ILogger logger, string pod, string address, string metricsAddress);

    [LoggerMessage(4341, LogLevel.Debug, "{Pod} takes no more requests")]
    public static partial void Draining(ILogger logger, string pod);
}
