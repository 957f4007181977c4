using System.Net;
using CanaryOperator.Runtime.Health;
using CanaryOperator.Runtime.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Runtime.Tests.Health;

/// <summary>Over real HTTP.</summary>
public sealed class HealthEndpointTests : IAsyncLifetime, IDisposable
{
    private readonly HealthChecks _checks = new();
    private readonly OperationsServer _server;
    private readonly HttpClient _client = new(new SocketsHttpHandler());

    public HealthEndpointTests()
    {
        var endpoint = new HealthEndpoint(_checks, NullLogger<HealthEndpoint>.Instance);
        _server = new OperationsServer("health", ListenAddress.Parse("127.0.0.1:0"), endpoint.HandleAsync, NullLoggerFactory.Instance);
    }

    public Task InitializeAsync() => _server.StartAsync(CancellationToken.None);

    public Task DisposeAsync() => _server.StopAsync(CancellationToken.None);

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    [InlineData("/healthz/")]
    [InlineData("/healthz/ping")]
    [InlineData("/readyz/caches?verbose")]
    public async Task Get_HealthyCheck_IsOk(string path)
    {
        _checks.AddReadiness("caches", () => null);

        (await GetAsync(path)).Should().Be((HttpStatusCode.OK, "ok"));
    }

    [Fact]
    public async Task Get_FailedReadiness_Is500AndLivenessIsStillOk()
    {
        _checks.AddReadiness("caches", () => "not synced");

        (await GetAsync("/readyz")).Should().Be(
            (HttpStatusCode.InternalServerError, "[-]caches failed: reason withheld\n[+]ping ok\nreadyz check failed\n"));
        (await GetAsync("/readyz/caches")).Should().Be((HttpStatusCode.InternalServerError, "caches failed: not synced\n"));
        (await GetAsync("/healthz")).Should().Be((HttpStatusCode.OK, "ok"));
    }

    [Fact]
    public async Task Get_Excluded_LeavesChecksOut()
    {
        _checks.AddReadiness("a", () => "broken");
        _checks.AddReadiness("b", () => "broken");

        (await GetAsync("/readyz?verbose&exclude=a&exclude=b")).Should().Be(
            (HttpStatusCode.OK, "[+]a excluded: ok\n[+]b excluded: ok\n[+]ping ok\nreadyz check passed\n"));
        (await GetAsync("/readyz?exclude=a,b")).Should().Be((HttpStatusCode.OK, "ok"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/healthz/nonsense")]
    [InlineData("/healthzz")]
    public async Task Get_UnknownPath_Is404(string path)
    {
        (await GetAsync(path)).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Post_Any_Is405()
    {
        using var response = await _client.PostAsync(new Uri($"http://127.0.0.1:{_server.Port}/healthz"), null);

        response.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.Should().Equal("GET", "HEAD");
    }

    private async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        using var response = await _client.GetAsync(new Uri($"http://127.0.0.1:{_server.Port}{path}"));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
