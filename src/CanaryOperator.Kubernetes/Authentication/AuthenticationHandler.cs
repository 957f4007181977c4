using System.Net;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Kubernetes.Authentication;

/// <summary>
/// Adds credentials. When the server refuses them and renewed ones differ, the request is sent a second time; its content must therefore be
/// one that can be sent twice, as buffered contents can. Owns <paramref name="credentials"/>.
/// </summary>
internal sealed class AuthenticationHandler(Refreshing<Credential> credentials, ILogger logger) : DelegatingHandler
{
    /// <summary>Where the handler that opens connections finds the client certificate.</summary>
    public static readonly HttpRequestOptionsKey<ClientCertificate?> ClientCertificateKey = new("kubernetes-client-certificate");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var credential = await credentials.GetAsync(cancellationToken);
            var response = await SendAsync(request, credential, cancellationToken);
            return response.StatusCode == HttpStatusCode.Unauthorized
                ? await RetryRefusedAsync(response, request, credential, cancellationToken)
                : response;
        }
        catch (KubeConfigException e)
        {
            // For the caller it is a request that could not be sent; the next attempt reads everything again.
            throw new HttpRequestException(HttpRequestError.UserAuthenticationError, e.Message, e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            credentials.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> RetryRefusedAsync(
        HttpResponseMessage refusal, HttpRequestMessage request, Credential refused, CancellationToken cancellationToken)
    {
        Credential renewed;
        try
        {
            credentials.Discard(refused);
            renewed = await credentials.GetAsync(cancellationToken);
        }
        catch
        {
            refusal.Dispose();
            throw;
        }

        if (renewed == refused)
        {
            return refusal;
        }

        refusal.Dispose();
        Log.RetryingWithRenewedCredentials(logger, request.RequestUri!.Authority);
        return await SendAsync(request, renewed, cancellationToken);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Credential credential, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = credential.Authorization;
        request.Options.Set(ClientCertificateKey, credential.Certificate);
        return base.SendAsync(request, cancellationToken);
    }
}
