using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using CanaryOperator.Kubernetes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Tests.Cluster.Support;

/// <summary>
/// Stands between one operator and the API server, and lets the operator die at a chosen write. It logs in itself, so that the operator
/// may come over plain HTTP.
/// </summary>
internal sealed class ApiProxy : IAsyncDisposable
{
    private readonly KubernetesClientConfiguration _target;
    private readonly HttpMessageInvoker _upstream;
    private readonly WebApplication _server;
    private volatile FatalWrite? _fatalWrite;

    private ApiProxy(KubernetesClientConfiguration target)
    {
        _target = target;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(target.CertificateAuthorityData);
        _upstream = new(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy } });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(HandleAsync);
    }

    public Uri Address => new(_server.Urls.Single());

    /// <summary>Ends the operator, and returns when it is gone.</summary>
    public Func<Task> Kill { get; set; } = () => Task.CompletedTask;

    public static async Task<ApiProxy> StartAsync(KubernetesClientConfiguration target)
    {
        var proxy = new ApiProxy(target);
        await proxy._server.StartAsync();
        return proxy;
    }

    public void LetDieAt(FatalWrite write) => _fatalWrite = write;

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _server.StopAsync(now.Token);
        await _server.DisposeAsync();
        _upstream.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (_fatalWrite is { } fatal && fatal.Is(context.Request.Method, context.Request.Path))
        {
            if (fatal.IsCarriedOut)
            {
                using var unread = await ForwardAsync(context.Request, CancellationToken.None);
                await unread.Content.LoadIntoBufferAsync();
            }

            await Kill();
            context.Abort();
            return;
        }

        try
        {
            using var response = await ForwardAsync(context.Request, context.RequestAborted);
            context.Response.StatusCode = (int)response.StatusCode;
            context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
            await using var body = await response.Content.ReadAsStreamAsync(context.RequestAborted);
            await CopyAsync(body, context.Response, context.RequestAborted);
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or IOException)
        {
            // One of the two sides is gone; the other one learns it.
            context.Abort();
        }
    }

    private Task<HttpResponseMessage> ForwardAsync(HttpRequest received, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(new(received.Method), new Uri(_target.Host, $"{received.Path}{received.QueryString}"));
        request.Headers.Authorization = new("Bearer", _target.AccessToken);
        request.Headers.TryAddWithoutValidation("Accept", received.Headers.Accept.ToArray());
        if (received.ContentType is { } contentType)
        {
            request.Content = new StreamContent(received.Body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        return _upstream.SendAsync(request, cancellationToken);
    }

    /// <summary>Passes every piece on at once: a watch is one answer that never ends.</summary>
    private static async Task CopyAsync(Stream from, HttpResponse to, CancellationToken cancellationToken)
    {
        await to.StartAsync(cancellationToken);
        var buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            await to.Body.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            await to.Body.FlushAsync(cancellationToken);
        }
    }
}
