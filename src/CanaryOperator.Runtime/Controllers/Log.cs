using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Controllers;

internal static partial class Log
{
    [LoggerMessage(2020, LogLevel.Information, "Controller {Controller} started with {Workers} workers")]
    public static partial void Started(ILogger logger, string controller, int workers);

    [LoggerMessage(2021, LogLevel.Information, "Controller {Controller} stopped")]
    public static partial void Stopped(ILogger logger, string controller);

    [LoggerMessage(2022, LogLevel.Warning, "Controller {Controller} cancels the reconciles that still run {Timeout} after it was stopped")]
    public static partial void DrainTimedOut(ILogger logger, string controller, TimeSpan timeout);

    [LoggerMessage(2023, LogLevel.Debug, "Reconciled {Key} in {Elapsed}: {Outcome}")]
    public static partial void Reconciled(ILogger logger, NamespacedName key, TimeSpan elapsed, string outcome);

    [LoggerMessage(2024, LogLevel.Debug, "{Key} changed meanwhile and is tried again: {Message}")]
    public static partial void Conflict(ILogger logger, NamespacedName key, string message);

    [LoggerMessage(2025, LogLevel.Warning, "The API server could not serve the reconcile of {Key}, which is tried again: {Message}")]
    public static partial void Unserved(ILogger logger, NamespacedName key, string message);

    [LoggerMessage(2027, LogLevel.Error, "The API server refused the reconcile of {Key}, which is tried again: {Message}")]
    public static partial void Refused(ILogger logger, NamespacedName key, string message);

    [LoggerMessage(2026, LogLevel.Error, "Reconciling {Key} failed and is tried again")]
    public static partial void Failed(ILogger logger, Exception exception, NamespacedName key);
}
