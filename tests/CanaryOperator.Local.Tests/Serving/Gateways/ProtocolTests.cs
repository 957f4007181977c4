using System.Net;
using System.Net.Sockets;
using System.Text;
using CanaryOperator.Local.Tests.Serving.Gateways.Support;
using Microsoft.AspNetCore.Http;

namespace CanaryOperator.Local.Tests.Serving.Gateways;

public sealed class ProtocolTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task The_port_speaks_both_versions_without_TLS(string version)
    {
        await using var fixture = await GatewayFixture.StartAsync(async context => await context.Response.WriteAsync(
            $"{context.Request.Headers["X-Forwarded-Proto"]} {await new StreamReader(context.Request.Body).ReadToEndAsync()}"));
        using var request = GatewayFixture.Post(new StringContent("body"));
        request.Version = new Version(version);
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;

        using var response = await fixture.Client.SendAsync(request, CancellationToken.None);

        response.Version.Should().Be(new Version(version));
        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(CancellationToken.None)).Should().Be("http body");
    }

    [Fact]
    public async Task Trailers_reach_clients_of_HTTP_2()
    {
        await using var pod = new RawPod(async (_, stream) =>
        {
            await RawPod.ReadRequestAsync(stream, 0);
            await RawPod.SayAsync(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 42\r\n\r\n");
        });
        await using var fixture = await GatewayFixture.StartAsync();
        await fixture.RouteAsync(Some.Share("r", 100));
        await fixture.PutPodAsync(Some.Pod("pod", "r", pod.Address));
        using var request = GatewayFixture.Get();
        (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);

        using var response = await fixture.Client.SendAsync(request, CancellationToken.None);

        response.TrailingHeaders.GetValues("X-Sum").Should().Equal("42");
    }

    [Theory]
    [InlineData("PUT / HTTP/1.1\r\n")]
    [InlineData("PRI / HTTP/1.1\r\n")]
    [InlineData("GET / HTTP/1.1\r\n")]
    public async Task A_request_may_come_byte_by_byte_and_begin_like_another_protocol(string line)
    {
        await using var fixture = await GatewayFixture.StartAsync(context => context.Response.WriteAsync(context.Request.Method));
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, fixture.Gateway.Outside.Port, CancellationToken.None);
        var stream = client.GetStream();

        foreach (var character in $"{line}Host: {GatewayFixture.Host}\r\nConnection: close\r\n\r\n")
        {
            await stream.WriteAsync(new[] { (byte)character }, CancellationToken.None);
        }

        var answer = await new StreamReader(stream, Encoding.ASCII).ReadToEndAsync(CancellationToken.None);
        answer.Should().StartWith("HTTP/1.1 200 OK\r\n").And.Contain(line[..3]);
    }

    [Fact]
    public async Task A_connection_that_says_nothing_does_not_keep_the_gateway_from_ending()
    {
        var fixture = await GatewayFixture.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, fixture.Gateway.Outside.Port, CancellationToken.None);

        await fixture.DisposeAsync().AsTask().WaitAsync(Patience, TimeProvider.System);
    }
}
