using CanaryOperator.Kubernetes.Authentication;

namespace CanaryOperator.Kubernetes.Transport;

/// <summary>
/// Sends over connections that show the present client certificate and trust the present roots: when either changes, it moves on to new
/// ones and closes the old. Owns <paramref name="roots"/>. Thread-safe.
/// </summary>
internal sealed class ConnectionHandler(Refreshing<TrustedRoots> roots, Func<ConnectionIdentity, HttpMessageHandler> open)
    : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private ConnectionPool? _current;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Options.TryGetValue(AuthenticationHandler.ClientCertificateKey, out var certificate);
        var pool = Enter(new ConnectionIdentity(await roots.GetAsync(cancellationToken), certificate));
        try
        {
            return await pool.Invoker.SendAsync(request, cancellationToken);
        }
        finally
        {
            lock (_gate)
            {
                pool.Leave();
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (_gate)
            {
                _current?.Retire();
                _current = null;
            }

            roots.Dispose();
        }

        base.Dispose(disposing);
    }

    private ConnectionPool Enter(ConnectionIdentity identity)
    {
        lock (_gate)
        {
            if (_current?.Identity != identity)
            {
                _current?.Retire();
                _current = new ConnectionPool(identity, open(identity));
            }

            _current.Enter();
            return _current;
        }
    }
}
