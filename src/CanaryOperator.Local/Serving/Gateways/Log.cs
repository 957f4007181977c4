using CanaryOperator.Runtime;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Local.Serving.Gateways;

/// <summary>Log messages of the gateway: events 4300 to 4399.</summary>
internal static partial class Log
{
    [LoggerMessage(4400, LogLevel.Information, "The gateway answers at {Outside}, and to the pods of the cluster at {Inside}")]
    public static partial void Started(ILogger logger, Uri outside, Uri inside);

    [LoggerMessage(4401, LogLevel.Debug, "{Method} {Host}{Path} from {Side}: {Status} by {Revision} in pod {Pod}")]
    public static partial void Answered(
        ILogger logger, string method, string host, string path, GatewaySide side, int status, NamespacedName revision, NamespacedName pod);

    [LoggerMessage(4402, LogLevel.Debug, "{Method} {Host}{Path} from {Side}: {Status}, {Reason}")]
    public static partial void Refused(
        ILogger logger, string method, string host, string path, GatewaySide side, int status, string reason);

    [LoggerMessage(4403, LogLevel.Debug, "{Method} {Host}{Path} from {Side}: the client went away")]
    public static partial void ClientLeft(ILogger logger, string method, string host, string path, GatewaySide side);

    [LoggerMessage(4404, LogLevel.Debug, "Pod {Pod} gave no answer, the request goes elsewhere: {Reason}")]
    public static partial void Retrying(ILogger logger, NamespacedName pod, string reason);

    [LoggerMessage(4405, LogLevel.Debug, "Pod {Pod} broke off its answer: {Reason}")]
    public static partial void BrokenOff(ILogger logger, NamespacedName pod, string reason);

    [LoggerMessage(4406, LogLevel.Warning, "A rule of VirtualService {VirtualService} is ignored: {Reason}")]
    public static partial void RuleIgnored(ILogger logger, NamespacedName virtualService, string reason);
}
