using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace CanaryOperator.Local.ControlPlane.Components;

/// <summary>Asks a component whether it can do its work yet.</summary>
internal sealed class ReadinessProbe : IDisposable
{
    private readonly HttpClient _client;

    /// <param name="token">The administrator's.</param>
    public ReadinessProbe(X509Certificate2 certificate, string token)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(certificate);
        var network = new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy },
        };
        _client = new HttpClient(network) { Timeout = TimeSpan.FromSeconds(5) };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Task<bool> EtcdAsync(Uri etcd, CancellationToken cancellationToken) => AnswersAsync(new Uri(etcd, "health"), cancellationToken);

    /// <summary>Ready, and with the namespace that it makes for itself a moment later.</summary>
    public async Task<bool> ApiServerAsync(Uri server, CancellationToken cancellationToken) =>
        await AnswersAsync(new Uri(server, "readyz"), cancellationToken)
        && await AnswersAsync(new Uri(server, "api/v1/namespaces/default"), cancellationToken);

    /// <summary>It opens no port; the first thing it makes is this.</summary>
    public Task<bool> ControllerManagerAsync(Uri server, CancellationToken cancellationToken) =>
        AnswersAsync(new Uri(server, "api/v1/namespaces/default/serviceaccounts/default"), cancellationToken);

    public void Dispose() => _client.Dispose();

    private async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _client.GetAsync(address, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
