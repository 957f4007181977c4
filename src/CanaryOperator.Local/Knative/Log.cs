using CanaryOperator.Local.Knative.StateMachine;
using CanaryOperator.Runtime;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Local.Knative;

/// <summary>Log messages of the Knative emulator: events 4100 to 4199.</summary>
internal static partial class Log
{
    [LoggerMessage(4100, LogLevel.Information, "Knative Serving is emulated; its webhooks answer at {Address}")]
    public static partial void Started(ILogger logger, Uri address);

    [LoggerMessage(4101, LogLevel.Debug, "{Verb} {Kind} of {Service}")]
    public static partial void Writing(ILogger logger, WriteVerb verb, string kind, NamespacedName service);
}
