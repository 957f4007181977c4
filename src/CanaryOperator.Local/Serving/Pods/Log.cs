using CanaryOperator.Runtime;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Local.Serving.Pods;

/// <summary>Log messages of pods: events 4300 to 4319.</summary>
internal static partial class Log
{
    [LoggerMessage(4300, LogLevel.Information, "Revision {Revision} gets {Created} pods and loses {Deleted}")]
    public static partial void Scaling(ILogger logger, NamespacedName revision, int created, int deleted);
}
