using System.Diagnostics.Metrics;
using CanaryOperator.Runtime.Hosting;
using CanaryOperator.Runtime.Metrics;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Runtime.Tests.Hosting;

public sealed class OperationsServerTests
{
    [Fact]
    public async Task Get_Metrics_IsTheTextFormat()
    {
        var meterName = $"Test.{Guid.NewGuid()}";
        using var collector = new MetricsCollector(meterName);
        using var meter = new Meter(meterName);
        meter.CreateCounter<int>("served_total").Add(1);
        using var server = Server(":0", collector);
        await server.StartAsync(CancellationToken.None);
        using var client = new HttpClient(new SocketsHttpHandler());

        using var response = await client.GetAsync(new Uri($"http://127.0.0.1:{server.Port}/metrics"));
        using var other = await client.GetAsync(new Uri($"http://127.0.0.1:{server.Port}/other"));
        await server.StopAsync(CancellationToken.None);

        response.Content.Headers.ContentType!.ToString().Should().Be("text/plain; version=0.0.4; charset=utf-8");
        (await response.Content.ReadAsStringAsync()).Should().EndWith("served_total 1\n");
        other.StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound);
        server.Port.Should().BeNull();
    }

    [Fact]
    public async Task StartAsync_Off_DoesNothing()
    {
        using var collector = new MetricsCollector("None");
        using var server = Server("0", collector);

        await server.StartAsync(CancellationToken.None);

        server.Port.Should().BeNull();
        await server.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task StartAsync_PortTaken_SaysWhich()
    {
        using var collector = new MetricsCollector("None");
        using var first = Server("127.0.0.1:0", collector);
        await first.StartAsync(CancellationToken.None);
        using var second = Server($"127.0.0.1:{first.Port}", collector);

        await second.Awaiting(server => server.StartAsync(CancellationToken.None))
            .Should().ThrowAsync<IOException>().WithMessage($"*{first.Port}*");
        await first.StopAsync(CancellationToken.None);
    }

    private static OperationsServer Server(string address, MetricsCollector collector) =>
        new("metrics", ListenAddress.Parse(address), new MetricsEndpoint(collector).HandleAsync, NullLoggerFactory.Instance);
}
