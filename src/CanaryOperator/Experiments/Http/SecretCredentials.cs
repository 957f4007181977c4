using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CanaryOperator.Experiments.Templates;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Experiments.Http;

/// <summary>A Secret's keys as a connection uses them (see <see cref="Api.Experiments.SecretReference"/>).</summary>
internal static class SecretCredentials
{
    /// <param name="secret">Null: none are sent.</param>
    /// <exception cref="TemplateException">A certificate, key or token in it is none.</exception>
    public static HttpMessageHandler Handler(V1Secret? secret)
    {
        // A redirect would lead to an address that nobody allowed.
        var sockets = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        if (secret is null)
        {
            return sockets;
        }

        try
        {
            sockets.SslOptions = Tls(secret);
        }
        catch (CryptographicException e)
        {
            sockets.Dispose();
            throw new TemplateException($"Secret {secret.Name()} has a ca.crt, tls.crt or tls.key that cannot be read: {e.Message}");
        }

        return Authorization(secret) is { } header ? new AuthorizationHandler(header, sockets) : sockets;
    }

    private static AuthenticationHeaderValue? Authorization(V1Secret secret)
    {
        if (Text(secret, "token")?.Trim() is { } token)
        {
            return token.All(character => character is > ' ' and <= '~')
                ? new("Bearer", token)
                : throw new TemplateException($"Secret {secret.Name()} has a token with characters that no header can carry.");
        }

        return Text(secret, "username") is { } user
            ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{Text(secret, "password")}")))
            : null;
    }

    private static SslClientAuthenticationOptions Tls(V1Secret secret)
    {
        var options = new SslClientAuthenticationOptions();
        if (Text(secret, "ca.crt") is { } authority)
        {
            var roots = new X509Certificate2Collection();
            roots.ImportFromPem(authority);
            if (roots.Count == 0)
            {
                throw new CryptographicException("ca.crt has no certificate in PEM.");
            }

            options.CertificateChainPolicy = new()
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(roots);
        }

        if (Text(secret, "tls.crt") is { } certificate && Text(secret, "tls.key") is { } key)
        {
            options.ClientCertificates = [X509Certificate2.CreateFromPem(certificate, key)];
        }

        return options;
    }

    public static string? Text(V1Secret secret, string key) =>
        secret.Data?.TryGetValue(key, out var value) == true ? Encoding.UTF8.GetString(value) : null;

    private sealed class AuthorizationHandler(AuthenticationHeaderValue header, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = header;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
