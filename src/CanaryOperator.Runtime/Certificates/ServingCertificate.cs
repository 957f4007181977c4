using System.Net.Security;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace CanaryOperator.Runtime.Certificates;

/// <summary>
/// The certificate that new TLS connections are opened with. Replaced while the server runs; connections that are open go on. Thread-safe.
/// </summary>
public sealed class ServingCertificate
{
    private volatile SslStreamCertificateContext? _current;

    internal bool IsLoaded => _current is not null;

    /// <summary>A readiness check: null once there is a certificate.</summary>
    public string? CheckHealth() => IsLoaded ? null : "no certificate loaded yet";

    internal void Use(SslStreamCertificateContext certificate) => _current = certificate;

    internal TlsHandshakeCallbackOptions HandshakeOptions() => new() { OnConnection = _ => ValueTask.FromResult(ForOneConnection()) };

    private SslServerAuthenticationOptions ForOneConnection() => new()
    {
        // A context rather than a certificate: it brings the intermediates, and its chain is built once instead of in every handshake.
        ServerCertificateContext = _current ?? throw new InvalidOperationException("There is no certificate to serve with yet."),
    };
}
