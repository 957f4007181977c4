using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace CanaryOperator.Local.Tests;

/// <summary>A real HTTP server on a free loopback port.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private LoopbackServer(WebApplication application)
    {
        _application = application;
    }

    /// <summary>As in <c>http://127.0.0.1:43121/</c>.</summary>
    public Uri Address => new(_application.Urls.Single());

    public static async Task<LoopbackServer> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        application.Run(answer);
        await application.StartAsync();
        return new LoopbackServer(application);
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();
}
