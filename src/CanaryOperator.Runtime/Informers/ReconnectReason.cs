using System.Net;
using CanaryOperator.Kubernetes;

namespace CanaryOperator.Runtime.Informers;

/// <summary>Why a watch ended, as a label of the metrics.</summary>
internal static class ReconnectReason
{
    /// <summary>The server ended the watch in good order, usually because its time was over.</summary>
    public const string Closed = "closed";

    /// <summary>Ended in good order, but so soon and so empty that something in between must be broken.</summary>
    public const string ClosedEarly = "closed_early";

    /// <summary>The server cannot continue from our resource version: it has forgotten it, or never knew it (a restored backup).</summary>
    public const string Expired = "expired";

    public const string Throttled = "throttled";

    public const string ServerError = "server_error";

    /// <summary>The wire broke, or nobody listens.</summary>
    public const string Disconnected = "disconnected";

    public const string Other = "other";

    public static IReadOnlyList<string> All { get; } = [Closed, ClosedEarly, Expired, Throttled, ServerError, Disconnected, Other];

    public static string Of(Exception exception) => exception switch
    {
        KubernetesException { IsGone: true } => Expired,
        KubernetesException e when IsFromTheFuture(e) => Expired,
        KubernetesException { StatusCode: HttpStatusCode.TooManyRequests } => Throttled,
        KubernetesException { StatusCode: null } or OperationCanceledException => Disconnected,
        KubernetesException { IsTransient: true } => ServerError,
        _ => Other,
    };

    private static bool IsFromTheFuture(KubernetesException exception) =>
        exception.Status?.Details?.Causes?.Any(cause => cause.Reason is "ResourceVersionTooLarge") == true;
}
