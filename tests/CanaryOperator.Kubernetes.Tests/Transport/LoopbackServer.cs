using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Kubernetes.Tests.Transport;

/// <summary>A real HTTP server on this machine. It answers 200 and remembers what it was asked, unless told otherwise.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private X509Certificate2? _certificate;

    private LoopbackServer(WebApplication application, X509Certificate2? certificate)
    {
        _application = application;
        _certificate = certificate;
    }

    /// <summary>With <c>localhost</c> as host.</summary>
    public Uri Address { get; private set; } = null!;

    public ConcurrentQueue<ReceivedRequest> Requests { get; } = new();

    /// <summary>What the last request answers with; 200 when it does nothing.</summary>
    public Func<HttpContext, Task> Respond { get; set; } = _ => Task.CompletedTask;

    /// <param name="certificate">Null for plain http.</param>
    public static async Task<LoopbackServer> StartAsync(X509Certificate2? certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        LoopbackServer? server = null;
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(https =>
                {
                    https.ServerCertificateSelector = (_, _) => server!._certificate;
                    https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                    https.AllowAnyClientCertificate();
                });
            }
        }));
        server = new LoopbackServer(builder.Build(), certificate);
        server._application.Run(server.AnswerAsync);
        await server._application.StartAsync();
        server.Address = new UriBuilder(server._application.Urls.Single()) { Host = "localhost" }.Uri;
        return server;
    }

    public Uri AddressAs(string host) => new UriBuilder(Address) { Host = host }.Uri;

    /// <summary>For connections from now on.</summary>
    public void ReplaceCertificate(X509Certificate2 certificate) => _certificate = certificate;

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToArray(), StringComparer.OrdinalIgnoreCase);
        Requests.Enqueue(new ReceivedRequest(
            context.Request.Method,
            context.Request.Path,
            context.Request.Protocol,
            headers!,
            await body.ReadToEndAsync(context.RequestAborted),
            context.Connection.ClientCertificate?.Subject,
            context.Connection.Id));
        await Respond(context);
    }
}
