using System.Net;
using CanaryOperator.Kubernetes.Transport;

namespace CanaryOperator.Kubernetes.Tests.Transport;

public sealed class ProxyTests : IAsyncLifetime, IDisposable
{
    private readonly TestAuthority _authority = new();
    private LoopbackServer _server = null!;

    public async Task InitializeAsync() => _server = await LoopbackServer.StartAsync(_authority.IssueServer("localhost"));

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task Proxy_of_the_configuration_is_used_even_for_this_machine()
    {
        await using var proxy = new ConnectProxy();

        using var response = await SendAsync(new Uri($"http://127.0.0.1:{proxy.Port}"));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        proxy.Tunnels.Should().Equal($"localhost:{_server.Address.Port}");
    }

    [Fact]
    public async Task Login_in_the_proxy_address_is_used()
    {
        await using var proxy = new ConnectProxy("alice:p@ss");

        using var response = await SendAsync(new Uri($"http://alice:p%40ss@127.0.0.1:{proxy.Port}"));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Server_is_verified_through_a_proxy_as_well()
    {
        await using var proxy = new ConnectProxy();
        using var other = new TestAuthority();
        _server.ReplaceCertificate(other.IssueServer("localhost"));

        var act = () => SendAsync(new Uri($"http://127.0.0.1:{proxy.Port}"));

        await act.Should().ThrowAsync<HttpRequestException>();
        _server.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("https://dev:6443", true)]
    [InlineData("https://localhost:6443", false)]
    [InlineData("https://[::1]:6443", false)]
    public void Proxy_of_the_environment_is_not_asked_for_this_machine(string host, bool expected)
    {
        using var handler = SocketsHandlerFactory.Create(
            new KubernetesClientConfiguration { Host = new Uri(host) }, new ConnectionIdentity(TrustedRoots.OfSystem, Certificate: null));

        handler.UseProxy.Should().Be(expected);
    }

    private async Task<HttpResponseMessage> SendAsync(Uri proxy)
    {
        using var connection = new Connection(
            new KubernetesClientConfiguration { Host = _server.Address, CertificateAuthorityData = _authority.Pem, Proxy = proxy });
        return await connection.GetAsync();
    }
}
