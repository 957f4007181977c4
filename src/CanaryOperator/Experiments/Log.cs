using Microsoft.Extensions.Logging;

namespace CanaryOperator.Experiments;

internal static partial class Log
{
    [LoggerMessage(3200, LogLevel.Debug, "Experiment {Namespace}/{Name}, loop {Loop}: {Outcome}")]
    public static partial void Recorded(ILogger logger, string @namespace, string name, long loop, string outcome);

    [LoggerMessage(3201, LogLevel.Debug, "Experiment {Namespace}/{Name}: {What}")]
    public static partial void LoadBegins(ILogger logger, string @namespace, string name, string what);

    [LoggerMessage(3202, LogLevel.Debug, "Experiment {Namespace}/{Name}: its load waits for its turn")]
    public static partial void LoadWaits(ILogger logger, string @namespace, string name);

    [LoggerMessage(3203, LogLevel.Error, "Experiment {Namespace}/{Name}: load {Load} broke off")]
    public static partial void LoadBroke(ILogger logger, Exception exception, string @namespace, string name, string load);

    [LoggerMessage(3210, LogLevel.Debug, "Experiment {Namespace}/{Name}, notification {Notification}, loop {Loop}: {Outcome}")]
    public static partial void Notified(ILogger logger, string @namespace, string name, string notification, long loop, string outcome);
}
