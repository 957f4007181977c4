using System.Net;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Experiments.Load;
using CanaryOperator.Experiments.Targets;
using CanaryOperator.Testing;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Tests.Experiments;

/// <summary>Against servers that misbehave on purpose.</summary>
public sealed class LoadSenderTests : IAsyncDisposable
{
    private static readonly IReadOnlyDictionary<string, string> Values = new Dictionary<string, string> { ["revision"] = "r-1" };

    private readonly MisbehavingServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Requests_say_what_they_should()
    {
        _server.On(_ => true, Replies.Json("{}"));
        await SendAsync(new()
        {
            Url = $"{_server.Host}v1/models/m:predict?v=${{revision}}",
            Headers = new Dictionary<string, string>
            {
                ["Host"] = "${revision}.example.com",
                ["X-Who"] = "load",
                ["Content-Language"] = "en",
            },
            Payload = """{"instances": ["${revision}"]}""",
            Requests = 1,
        });
        await SendAsync(new() { Url = _server.Host.AbsoluteUri, Requests = 1 });

        var (post, get) = (_server.Requests[0], _server.Requests[1]);
        (post.Method, post.Target, post.Body).Should().Be(("POST", "/v1/models/m:predict?v=r-1", """{"instances": ["r-1"]}"""));
        new[] { "Host", "X-Who", "Content-Language", "Content-Type" }.Select(name => Header(post, name))
            .Should().Equal("r-1.example.com", "load", "en", "application/json");
        (get.Method, get.Body).Should().Be(("GET", ""));
    }

    [Theory]
    [InlineData("well", null, true)]
    [InlineData("500", "500", true)]
    [InlineData("404", "404", true)]
    [InlineData("hangs up", "connection", false)]
    [InlineData("resets", "connection", false)]
    [InlineData("breaks off", "connection", false)]
    [InlineData("has no end", "too long", true)]
    public async Task An_error_has_a_kind_and_a_latency_if_there_was_an_answer(string answer, string? error, bool hasLatency)
    {
        _server.On(_ => true, answer switch
        {
            "500" => Replies.Text(500, "no"),
            "404" => Replies.Text(404, "no"),
            "hangs up" => Replies.HangUp,
            "resets" => Replies.Reset,
            "breaks off" => Replies.CutShort("half of it"),
            "has no end" => EndlessAsync,
            _ => Replies.Json("{}"),
        });

        var sample = await SendAsync(new() { Url = _server.Host.AbsoluteUri, Requests = 1 });

        sample.Errors.Should().Equal(error is null ? [] : new Dictionary<string, long> { [error] = 1 });
        (sample.Requests, sample.Latencies.Count).Should().Be((1, hasLatency ? 1 : 0));
    }

    [Fact]
    public async Task A_redirect_is_counted_by_its_status_and_not_followed()
    {
        await using var elsewhere = new MisbehavingServer();
        _server.On(_ => true, Replies.Html(302, "", $"Location: {elsewhere.Host}"));

        (await SendAsync(new() { Url = _server.Host.AbsoluteUri, Requests = 1 })).Errors.Should().BeEmpty();
        var strict = new LoadSpec { Url = _server.Host.AbsoluteUri, Requests = 1, ErrorRanges = [new() { Lower = 300, Upper = 399 }] };
        (await SendAsync(strict)).Errors.Keys.Should().Equal("302");

        elsewhere.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Where_nobody_listens_every_request_fails_without_a_latency()
    {
        var gone = _server.Host;
        await _server.DisposeAsync();

        var sample = await SendAsync(new() { Url = gone.AbsoluteUri, Requests = 3, Rate = 1000 });

        (sample.Failed, sample.Errors.Keys.Single(), sample.Latencies.Count).Should().Be((3, "connection", 0));
    }

    [Fact]
    public async Task Silence_is_an_error_after_half_a_minute()
    {
        var clock = new FakeTimeProvider();
        _server.On(_ => true, Replies.Silence);
        var sending = SendAsync(new() { Url = _server.Host.AbsoluteUri, Requests = 1 }, clock);
        await Eventually.BecomesTrueAsync(() => _server.Requests.Count == 1, "the request arrives");
        clock.Advance(TimeSpan.FromSeconds(29.9));
        sending.IsCompleted.Should().BeFalse();

        clock.Advance(TimeSpan.FromSeconds(0.1));
        var sample = await sending;

        sample.Errors.Keys.Should().Equal("timeout");
        sample.Latencies.Should().Equal(30_000);
    }

    [Fact]
    public async Task A_warm_up_is_sent_and_not_counted()
    {
        _server.Then(Replies.Text(503, ""), Replies.Text(503, ""), Replies.Json("{}"));

        var sample = await SendAsync(new() { Url = _server.Host.AbsoluteUri, Requests = 1, Rate = 1000, WarmUp = new() { Requests = 2 } });

        (sample.Requests, sample.Failed).Should().Be((1, 0));
        _server.Requests.Should().HaveCount(3);
    }

    [Fact]
    public async Task A_version_that_does_not_answer_holds_up_no_other()
    {
        var clock = new FakeTimeProvider();
        _server.On(request => request.Path == "/a", Replies.Silence).On(_ => true, Replies.Json("{}"));
        var load = new LoadSpec { Requests = 3, Rate = 10, Connections = 1, Url = $"{_server.Host}${{revision}}" };
        var sending = new LoadSender(new(), clock).SendAsync(Planned(load, "a", "b"), CancellationToken.None);
        for (var sent = 1; sent <= 3; sent++)
        {
            await Eventually.BecomesTrueAsync(() => _server.Requests.Count(request => request.Path == "/b") == sent, "b gets its request");
            clock.Advance(TimeSpan.FromSeconds(0.1));
        }

        _server.Requests.Count(request => request.Path == "/a").Should().Be(1);
        await Eventually.BecomesTrueAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                return sending.IsCompleted;
            },
            "a gives up, too");
        (await sending).Select(sample => (sample.Requests, sample.Failed)).Should().Equal((3, 3), (3, 0));
    }

    [Fact]
    public async Task Cancelling_gives_up_what_has_no_answer_yet()
    {
        _server.On(_ => true, Replies.Silence);
        using var cancelled = new CancellationTokenSource();
        var sending = new LoadSender(new(), TimeProvider.System)
            .SendAsync(Planned(new() { Url = _server.Host.AbsoluteUri, Requests = 1 }, "r-1"), cancelled.Token);
        await Eventually.BecomesTrueAsync(() => _server.Requests.Count == 1, "the request arrives");

        await cancelled.CancelAsync();

        var ended = () => sending;
        await ended.Should().ThrowAsync<OperationCanceledException>();
    }

    [Theory]
    [InlineData("169.254.169.254", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("fe80::1", false)]
    [InlineData("10.0.0.1", true)]
    [InlineData("::1", true)]
    public void Link_local_addresses_are_nobody_s_predictor(string address, bool mayBeAsked) =>
        LoadClient.MayBeAsked(IPAddress.Parse(address)).Should().Be(mayBeAsked);

    private static async Task EndlessAsync(ServerExchange exchange, CancellationToken cancellationToken)
    {
        await exchange.BeginStreamAsync(cancellationToken);
        var chunk = new string('x', 1 << 20);
        while (true)
        {
            await exchange.WriteChunkAsync(chunk, cancellationToken);
        }
    }

    private static string? Header(ServerRequest request, string name) =>
        request.Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static PlannedLoad Planned(LoadSpec load, params string[] revisions) => new(load, null,
    [
        .. revisions.Select(revision => new PlannedRequest(
            LoadRequest.For(load, new Dictionary<string, string>(Values) { ["revision"] = revision }),
            [new TargetVersion(revision, revision, null, null)])),
    ]);

    private static async Task<LoadSample> SendAsync(LoadSpec load, TimeProvider? clock = null) =>
        (await new LoadSender(new(), clock ?? TimeProvider.System).SendAsync(Planned(load, "r-1"), CancellationToken.None)).Single();
}
