using System.Net;
using System.Text;
using CanaryOperator.Local.Tests.Serving.Gateways.Support;
using Microsoft.AspNetCore.Http;

namespace CanaryOperator.Local.Tests.Serving.Gateways;

public sealed class RetryTests
{
    private const string Answer = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nanswer";

    /// <summary>Less than what is kept for another attempt.</summary>
    private static readonly string Small = new('s', 60_000);

    /// <summary>More than that.</summary>
    private static readonly string Large = new('l', 1_000_000);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pod_that_listens_no_more_is_passed_over(bool large)
    {
        await using var fixture = await GatewayFixture.StartAsync(async context =>
            await context.Response.WriteAsync($"{(await new StreamReader(context.Request.Body).ReadToEndAsync()).Length}"));
        var dead = await fixture.RunPodAsync("dead", "r");
        await dead.DisposeAsync();
        var body = large ? Large : Small;

        for (var i = 0; i < 4; i++)
        {
            (await fixture.SendAsync(GatewayFixture.Post(new StringContent(body)))).Should().Be((HttpStatusCode.OK, $"{body.Length}"));
        }
    }

    [Fact]
    public async Task When_the_last_pod_listens_no_more_the_request_waits_for_another()
    {
        await using var fixture = await GatewayFixture.StartAsync();
        await fixture.RouteAsync(Some.Share("r", 100));
        var dead = await fixture.RunPodAsync("dead", "r");
        await dead.DisposeAsync();

        var request = fixture.SendAsync(GatewayFixture.Post(new StringContent(Large)));
        await fixture.Demand.Waiting.ReadAsync(CancellationToken.None);
        await fixture.RunPodAsync("next", "r");

        (await request).Should().Be((HttpStatusCode.OK, "r"));
    }

    [Fact]
    public async Task What_a_pod_left_unanswered_is_sent_again()
    {
        List<string> bodies = [];
        await using var pod = new RawPod(async (connection, stream) =>
        {
            bodies.Add(await RawPod.ReadRequestAsync(stream, Small.Length));
            if (connection == 2)
            {
                await RawPod.SayAsync(stream, Answer);
            }
        });
        await using var fixture = await FixtureAsync(pod);

        (await fixture.SendAsync(GatewayFixture.Post(new StringContent(Small)))).Should().Be((HttpStatusCode.OK, "answer"));

        bodies.Should().Equal(Small, Small);
    }

    [Fact]
    public async Task Half_a_chunked_body_is_sent_again_from_its_beginning()
    {
        List<string> bodies = [];
        await using var pod = new RawPod(async (connection, stream) =>
        {
            bodies.Add(await RawPod.ReadRequestAsync(stream, connection == 1 ? 1000 : Small.Length));
            if (connection == 2)
            {
                await RawPod.SayAsync(stream, Answer);
            }
        });
        await using var fixture = await FixtureAsync(pod);
        using var request = GatewayFixture.Post(new StringContent(Small));
        request.Headers.TransferEncodingChunked = true;

        (await fixture.SendAsync(request)).Should().Be((HttpStatusCode.OK, "answer"));

        bodies[1].Count(character => character == 's').Should().Be(Small.Length);
    }

    [Fact]
    public async Task What_is_too_large_to_be_kept_is_not_sent_twice()
    {
        await using var pod = new RawPod((_, stream) => RawPod.ReadRequestAsync(stream, 300_000));
        await using var fixture = await FixtureAsync(pod);

        var (status, body) = await fixture.SendAsync(GatewayFixture.Post(new StringContent(Large)));

        status.Should().Be(HttpStatusCode.BadGateway);
        body.Should().Contain("Pod demo/pod got the request and gave no answer");
        pod.Connections.Should().Be(1);
    }

    [Fact]
    public async Task A_request_at_which_every_pod_ends_is_given_up()
    {
        await using var pod = new RawPod((_, stream) => RawPod.ReadRequestAsync(stream, 4));
        await using var fixture = await FixtureAsync(pod);

        (await fixture.SendAsync(GatewayFixture.Post(new StringContent("body")))).Status.Should().Be(HttpStatusCode.BadGateway);

        pod.Connections.Should().Be(3);
    }

    [Fact]
    public async Task What_is_no_HTTP_is_not_asked_for_twice()
    {
        await using var pod = new RawPod(async (_, stream) =>
        {
            await RawPod.ReadRequestAsync(stream, 0);
            await RawPod.SayAsync(stream, "SSH-2.0-OpenSSH_9.2\r\n\r\n");
        });
        await using var fixture = await FixtureAsync(pod);

        (await fixture.SendAsync(GatewayFixture.Get())).Status.Should().Be(HttpStatusCode.BadGateway);

        pod.Connections.Should().Be(1);
    }

    [Fact]
    public async Task An_error_of_the_pod_is_its_answer()
    {
        var requests = 0;
        await using var fixture = await GatewayFixture.StartAsync(context =>
        {
            requests++;
            context.Response.StatusCode = 503;
            return context.Response.WriteAsync("my own words");
        });

        (await fixture.SendAsync(GatewayFixture.Get())).Should().Be((HttpStatusCode.ServiceUnavailable, "my own words"));

        requests.Should().Be(1);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_does_not_look_complete()
    {
        await using var pod = new RawPod(async (_, stream) =>
        {
            await RawPod.ReadRequestAsync(stream, 0);
            await RawPod.SayAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        });
        await using var fixture = await FixtureAsync(pod);

        await fixture.Awaiting(it => it.SendAsync(GatewayFixture.Get())).Should().ThrowAsync<HttpRequestException>();

        pod.Connections.Should().Be(1);
    }

    [Fact]
    public async Task No_request_fails_while_pods_come_and_go()
    {
        await using var fixture = await GatewayFixture.StartAsync();
        await fixture.RouteAsync(Some.Share("r0", 100));
        var old = await fixture.RunPodAsync("p0", "r0");
        using var enough = new CancellationTokenSource();
        var clients = Enumerable.Range(0, 4).Select(_ => AskUntilAsync(fixture, enough.Token)).ToList();

        for (var i = 1; i <= 20; i++)
        {
            // A promotion: the new revision is ready, gets some, gets all, and the old one's pod ends.
            var pod = await fixture.RunPodAsync($"p{i}", $"r{i}");
            await fixture.RouteAsync(Some.Share($"r{i - 1}", 50), Some.Share($"r{i}", 50));
            (await fixture.SendAsync(GatewayFixture.Get())).Status.Should().Be(HttpStatusCode.OK);
            await fixture.RouteAsync(Some.Share($"r{i}", 100));

            // Every second pod is gone before the gateway hears of it.
            if (i % 2 == 0)
            {
                await old.StopAsync();
            }

            await fixture.PutPodAsync(Some.Pod($"p{i - 1}", $"r{i - 1}", old.Address).Terminating());
            await old.StopAsync();
            old = pod;
        }

        await enough.CancelAsync();
        var answers = (await Task.WhenAll(clients)).SelectMany(statuses => statuses).ToList();
        answers.Should().NotBeEmpty().And.OnlyContain(status => status == HttpStatusCode.OK);
    }

    private static async Task<GatewayFixture> FixtureAsync(RawPod pod)
    {
        var fixture = await GatewayFixture.StartAsync();
        await fixture.RouteAsync(Some.Share("r", 100));
        await fixture.PutPodAsync(Some.Pod("pod", "r", pod.Address));
        return fixture;
    }

    private static async Task<List<HttpStatusCode>> AskUntilAsync(GatewayFixture fixture, CancellationToken enough)
    {
        List<HttpStatusCode> statuses = [];
        while (!enough.IsCancellationRequested)
        {
            using var content = new StringContent("""{"instances":[[1,2,3]]}""", Encoding.UTF8, "application/json");
            statuses.Add((await fixture.SendAsync(GatewayFixture.Post(content))).Status);
        }

        return statuses;
    }
}
