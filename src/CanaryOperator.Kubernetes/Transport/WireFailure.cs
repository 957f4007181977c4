using System.Net.Sockets;

namespace CanaryOperator.Kubernetes.Transport;

/// <summary>Turns what HTTP throws into the one exception that callers know.</summary>
internal static class WireFailure
{
    /// <summary>The connection, not the server, failed. Broken compression counts: it is a body cut short.</summary>
    public static bool Is(Exception exception) => exception is HttpRequestException or IOException or InvalidDataException;

    public static KubernetesException From(ApiRequest request, Exception exception) =>
        new($"Cannot {request}: the connection to the API server failed: {Innermost(exception).Message}{Caution(request)}", exception);

    public static KubernetesException TimedOut(ApiRequest request, TimeSpan timeout, Exception exception) =>
        new($"Cannot {request}: no complete answer within {timeout.TotalSeconds:0.#} s.{Caution(request)}", exception);

    /// <summary>
    /// The connection was there and broke: reset, or closed before the answer was complete. Not a refused connection, a failed TLS
    /// handshake or an unknown host, which the next attempt would meet again.
    /// </summary>
    public static bool IsDroppedConnection(KubernetesException failure) => failure.InnerException switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } => false,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => false,
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.HttpProtocolError } => true,
        HttpRequestException or IOException => Innermost(failure) is IOException
            or SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown },
        _ => false,
    };

    private static string Caution(ApiRequest request) =>
        request.IsRead ? "" : " It may have been applied all the same: read the object before repeating it.";

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }
}
