using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Informers;

internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Error,
        "Not allowed to {Verb} {Resource} in {Scope}, so nothing of this kind is seen. Grant the operator's service account the verb "
        + "{Verb} on {Plural} in the API group \"{Group}\". {Message}")]
    public static partial void Forbidden(
        ILogger logger, string verb, string resource, string scope, string plural, string group, string message);

    [LoggerMessage(2001, LogLevel.Warning, "Cannot {Verb} {Resource} and will keep trying: {Message}")]
    public static partial void Failed(ILogger logger, string verb, string resource, string message);

    [LoggerMessage(2002, LogLevel.Debug, "Still cannot {Verb} {Resource}: {Message}")]
    public static partial void FailedAgain(ILogger logger, string verb, string resource, string message);

    [LoggerMessage(2003, LogLevel.Information, "Reading {Resource} works again")]
    public static partial void Recovered(ILogger logger, string resource);

    [LoggerMessage(2004, LogLevel.Warning, "The server has no {Resource}: waiting until it does (its CRD may not be installed yet)")]
    public static partial void NotServed(ILogger logger, string resource);

    [LoggerMessage(2005, LogLevel.Information, "The server has {Resource} now")]
    public static partial void Served(ILogger logger, string resource);

    [LoggerMessage(2006, LogLevel.Information, "Read all {Resource}: {Count} objects")]
    public static partial void Synced(ILogger logger, string resource, int count);

    [LoggerMessage(2007, LogLevel.Debug, "Listing {Resource} from resource version \"{ResourceVersion}\"")]
    public static partial void Listing(ILogger logger, string resource, string? resourceVersion);

    [LoggerMessage(2008, LogLevel.Debug, "Watch of {Resource} ended ({Reason})")]
    public static partial void WatchEnded(ILogger logger, string resource, string reason);

    [LoggerMessage(2009, LogLevel.Warning,
        "{Resource} {Key} at resource version {ResourceVersion} cannot be read, its last readable state stays in use: {Error}")]
    public static partial void Unreadable(ILogger logger, string resource, NamespacedName key, string? resourceVersion, string error);

    [LoggerMessage(2010, LogLevel.Error, "A handler of changes of {Resource} failed")]
    public static partial void HandlerFailed(ILogger logger, Exception exception, string resource);
}
