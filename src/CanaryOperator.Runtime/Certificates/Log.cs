using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Certificates;

internal static partial class Log
{
    [LoggerMessage(2180, LogLevel.Information, "Webhooks are served with the certificate of {Source}, valid until {End}")]
    public static partial void Serving(ILogger logger, string source, DateTime end);

    [LoggerMessage(2181, LogLevel.Information, "Stored new certificates for webhooks in Secret {Secret}")]
    public static partial void Stored(ILogger logger, string secret);

    [LoggerMessage(2182, LogLevel.Debug, "Another replica was quicker to store certificates in Secret {Secret}")]
    public static partial void LostRace(ILogger logger, string secret);

    [LoggerMessage(2183, LogLevel.Warning, "Secret {Secret} holds no certificates that could be used, and gets new ones")]
    public static partial void SecretUnusable(ILogger logger, NamespacedName secret);

    [LoggerMessage(2184, LogLevel.Information, "{Kind} {Name} got the CA bundle of the webhook certificate")]
    public static partial void BundleInjected(ILogger logger, string kind, string name);

    [LoggerMessage(2185, LogLevel.Warning, "{Error}. The certificate in use stays")]
    public static partial void FilesUnusable(ILogger logger, string error);
}
