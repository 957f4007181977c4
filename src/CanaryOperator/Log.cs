using CanaryOperator.Runtime;
using Microsoft.Extensions.Logging;

namespace CanaryOperator;

/// <summary>Every line that the operator itself logs. Which InferenceService it is about stands in the scope.</summary>
internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Information, "{Action} Knative Service {Service}: traffic {Traffic}, template {TemplateHash}")]
    public static partial void ServiceWritten(this ILogger logger, string action, string service, string traffic, string templateHash);

    [LoggerMessage(3001, LogLevel.Warning, "Knative refuses Service {Service}: {Reason}")]
    public static partial void ServiceRefused(this ILogger logger, string service, string reason);

    [LoggerMessage(3002, LogLevel.Information, "{Reason}: {Note}")]
    public static partial void Happened(this ILogger logger, string reason, string note);

    [LoggerMessage(3003, LogLevel.Debug, "Status written")]
    public static partial void StatusWritten(this ILogger logger);

    [LoggerMessage(3004, LogLevel.Information, "Deleted Knative Service {Service}: the spec does not ask for it any more")]
    public static partial void ServiceDeleted(this ILogger logger, string service);

    [LoggerMessage(3005, LogLevel.Information, "{Action} {Kind} {Name}")]
    public static partial void RouteWritten(this ILogger logger, string action, string kind, string name);

    [LoggerMessage(3006, LogLevel.Warning, "The API server refuses {Kind} {Name}: {Reason}")]
    public static partial void RouteRefused(this ILogger logger, string kind, string name, string reason);

    [LoggerMessage(3040, LogLevel.Information, "Configuration: KServe's shipped values, until ConfigMap {ConfigMap} says otherwise")]
    public static partial void ConfigurationAwaited(this ILogger logger, NamespacedName configMap);

    [LoggerMessage(3041, LogLevel.Information, "ConfigMap {ConfigMap} read; changed: {Changes}")]
    public static partial void ConfigurationRead(this ILogger logger, NamespacedName configMap, string changes);

    [LoggerMessage(3042, LogLevel.Information, "ConfigMap {ConfigMap} is gone: KServe's shipped values apply")]
    public static partial void ConfigurationAbsent(this ILogger logger, NamespacedName configMap);

    [LoggerMessage(3043, LogLevel.Error, "ConfigMap {ConfigMap} is refused, and the last good configuration stays: {Reason}")]
    public static partial void ConfigurationRefused(this ILogger logger, NamespacedName configMap, string reason);
}
