using Microsoft.Extensions.Logging;

namespace CanaryOperator.Experiments;

internal static partial class Log
{
    [LoggerMessage(3200, LogLevel.Debug, "Experiment {Namespace}/{Name}, loop {Loop}: {Outcome}")]
    public static partial void Recorded(ILogger logger, string @namespace, string name, long loop, string outcome);

    [LoggerMessage(3210, LogLevel.Debug, "Experiment {Namespace}/{Name}, notification {Notification}, loop {Loop}: {Outcome}")]
    public static partial void Notified(ILogger logger, string @namespace, string name, string notification, long loop, string outcome);
}
