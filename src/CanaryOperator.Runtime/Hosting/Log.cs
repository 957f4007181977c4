using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Hosting;

internal static partial class Log
{
    [LoggerMessage(2140, LogLevel.Information, "Serving {Name} on {Address}")]
    public static partial void Listening(ILogger logger, string name, string address);

    [LoggerMessage(2141, LogLevel.Warning, "Still waiting for caches after {Seconds} s: {Caches}")]
    public static partial void WaitingForCaches(ILogger logger, int seconds, string caches);

    [LoggerMessage(2142, LogLevel.Information, "All {Count} caches have synced")]
    public static partial void CachesSynced(ILogger logger, int count);

    [LoggerMessage(2143, LogLevel.Error, "{Name} failed, stopping everything")]
    public static partial void Failed(ILogger logger, string name, Exception exception);

    [LoggerMessage(2144, LogLevel.Critical, "The operator cannot go on, the process ends with exit code 1")]
    public static partial void ManagerFailed(ILogger logger, Exception exception);
}
