using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.LeaderElection;

internal static partial class Log
{
    [LoggerMessage(2100, LogLevel.Information, "Competing for lease {Lease} as {Identity}")]
    public static partial void Competing(ILogger logger, LeaseLock lease, string identity);

    [LoggerMessage(2101, LogLevel.Information, "Leading: acquired lease {Lease}")]
    public static partial void Acquired(ILogger logger, LeaseLock lease);

    [LoggerMessage(2102, LogLevel.Information, "Lease {Lease} is held by {Holder}")]
    public static partial void HeldBy(ILogger logger, LeaseLock lease, string holder);

    [LoggerMessage(2103, LogLevel.Warning, "Cannot acquire or renew lease {Lease}, will retry: {Reason}")]
    public static partial void AttemptFailed(ILogger logger, LeaseLock lease, string reason);

    [LoggerMessage(2104, LogLevel.Debug, "Renewing lease {Lease} from memory failed, reading it: {Reason}")]
    public static partial void SlowPath(ILogger logger, LeaseLock lease, string reason);

    [LoggerMessage(2105, LogLevel.Information, "Released lease {Lease}")]
    public static partial void Released(ILogger logger, LeaseLock lease);

    [LoggerMessage(2106, LogLevel.Warning, "Could not release lease {Lease}; the next leader has to wait until it expires: {Reason}")]
    public static partial void ReleaseFailed(ILogger logger, LeaseLock lease, string reason);
}
