using System.Net;
using CanaryOperator.Kubernetes.Tests.Support;
using CanaryOperator.Testing;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Kubernetes.Tests.Watches;

public sealed class WatchFailureTests : WatchTest
{
    private static readonly string AddedA = WireJson.Event("ADDED", Widgets.Json("a", "6"));

    [Theory]
    [InlineData("Expired")]
    [InlineData("Gone")]
    public async Task Watch_VersionTooOld_IsGoneAsEventAndAsHttpStatus(string reason)
    {
        Server.Then(Replies.Events(AddedA, WireJson.Error(410, reason)), Replies.Status(410, reason));

        var (events, byEvent) = await ReadAsync();
        var (_, byHttp) = await ReadAsync();

        events.Should().Equal("Added a 6");
        byEvent!.IsGone.Should().BeTrue();
        byHttp!.IsGone.Should().BeTrue();
        byEvent.IsTransient.Should().BeFalse();
        byEvent.Message.Should().Be(byHttp.Message).And.Contain("watch widgets.example.com demo/").And.Contain("List again");
    }

    [Fact]
    public async Task Watch_Throttled_TellsHowLongAsEventAndAsHttpStatus()
    {
        Server.Then(
            Replies.Events(WireJson.Error(429, "TooManyRequests", """{"retryAfterSeconds":7}""")),
            Replies.Status(429, "TooManyRequests", headers: "Retry-After: 7"));

        var (_, byEvent) = await ReadAsync();
        var (_, byHttp) = await ReadAsync();

        byEvent!.IsTransient.Should().BeTrue();
        byEvent.RetryAfter.Should().Be(TimeSpan.FromSeconds(7));
        byHttp!.RetryAfter.Should().Be(TimeSpan.FromSeconds(7));
        Server.Requests.Should().HaveCount(2, "watches are not repeated by themselves");
    }

    [Fact]
    public async Task Watch_InternalErrorEvent_IsTransient()
    {
        Server.Then(Replies.Events(WireJson.Error(500, "InternalError")));

        var (_, failure) = await ReadAsync();

        failure!.IsTransient.Should().BeTrue();
        failure.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
    }

    public static TheoryData<string> BrokenEnds =>
    [
        "",
        """{"type":"MODIFIED","object":{"kind":"Wid""",
        Widgets.Json(),
    ];

    [Theory]
    [MemberData(nameof(BrokenEnds))]
    public async Task Watch_ConnectionDropped_IsTransientAfterTheEventsBefore(string tail)
    {
        Server.Then(Replies.EventsThenHangUp(AddedA + tail));

        var (events, failure) = await ReadAsync();

        events.Should().Equal("Added a 6");
        failure!.IsTransient.Should().BeTrue();
        failure.StatusCode.Should().BeNull();
    }

    [Fact]
    public async Task Watch_EndedWellButMidEvent_IsADroppedConnectionToo()
    {
        Server.Then(Replies.Events(AddedA, """{"type":"MODIFIED","object":{"kind":"Wid"""));

        var (events, failure) = await ReadAsync();

        events.Should().Equal("Added a 6");
        failure!.IsTransient.Should().BeTrue();
        failure.Message.Should().Contain("in the middle of an event");
    }

    [Fact]
    public async Task Watch_ConnectionReset_IsTransient()
    {
        Server.Then(Replies.Reset);

        (await ReadAsync()).Failure!.IsTransient.Should().BeTrue();
        Server.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData("<html>Bad Gateway</html>\n")]
    [InlineData("{\"type\":\"ADDED\"}\n")]
    [InlineData("{\"type\":\"ADDED\",\"object\":{}}\n")]
    [InlineData("{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":\"a\"}}}\n")]
    [InlineData("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Widget\"}}\n")]
    [InlineData("{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":\"a\"},}}\n")]
    public async Task Watch_LineThatIsNoEvent_IsAFailure(string line)
    {
        Server.Then(Replies.Events(AddedA, line));

        var (events, failure) = await ReadAsync();

        events.Should().Equal("Added a 6");
        failure!.Message.Should().StartWith("Cannot watch widgets.example.com demo/: a line of the watch is not an event: ");
    }

    [Fact]
    public async Task Watch_LineWithoutAnEnd_IsGivenUpAtFourMebibytes()
    {
        Server.Then(async (exchange, cancellationToken) =>
        {
            await exchange.BeginStreamAsync(cancellationToken);
            for (var i = 0; i < 5; i++)
            {
                await exchange.WriteChunkAsync(new string('x', 1024 * 1024), cancellationToken);
            }

            await exchange.ClientLeftAsync(cancellationToken);
        });

        (await ReadAsync()).Failure!.Message.Should().Contain("longer than 4194304 bytes");
    }

    [Fact]
    public async Task Watch_HeadersHeldBack_IsGivenUpAfterTheTimeoutAndSomeGrace()
    {
        Server.Then(Replies.Silence);

        var reading = ReadAsync();
        await ExpireAsync(1, IdleLimit - TimeSpan.FromSeconds(1));
        reading.IsCompleted.Should().BeFalse();
        Clock.Advance(TimeSpan.FromSeconds(1));

        (await reading).Failure!.IsTransient.Should().BeTrue();
    }

    [Fact]
    public async Task Watch_FallenSilent_IsGivenUpLikewise()
    {
        Server.Then(Replies.EventsThenSilence(AddedA));
        await using var events = Watch().GetAsyncEnumerator();
        await events.MoveNextAsync();

        var next = events.MoveNextAsync().AsTask();
        Clock.Advance(IdleLimit - TimeSpan.FromSeconds(1));
        next.IsCompleted.Should().BeFalse();
        Clock.Advance(TimeSpan.FromSeconds(1));

        var failure = await FailureOfAsync(next);
        failure.IsTransient.Should().BeTrue();
        failure.Message.Should().Be("Cannot watch widgets.example.com demo/: no complete answer within 330 s.");
    }

    [Fact]
    public async Task Watch_SlowReaderOfEvents_IsNotMistakenForASilentServer()
    {
        var more = new TaskCompletionSource();
        Server.Then(async (exchange, cancellationToken) =>
        {
            await exchange.BeginStreamAsync(cancellationToken);
            await exchange.WriteChunkAsync(AddedA, cancellationToken);
            await more.Task;
            await exchange.WriteChunkAsync(AddedA, cancellationToken);
            await exchange.EndStreamAsync(cancellationToken);
        });
        await using var events = Watch().GetAsyncEnumerator();
        await events.MoveNextAsync();

        Clock.Advance(IdleLimit * 2);
        more.SetResult();

        (await events.MoveNextAsync()).Should().BeTrue();
        (await events.MoveNextAsync()).Should().BeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Watch_CancelledByItsCaller_IsCancelledAndClosesTheConnection(bool afterHeaders)
    {
        var left = new TaskCompletionSource();
        Server.Then(async (exchange, cancellationToken) =>
        {
            await (afterHeaders ? Replies.EventsThenSilence() : Replies.Silence)(exchange, cancellationToken);
            left.SetResult();
        });
        using var cancellation = new CancellationTokenSource();
        await using var events = Watch(cancellation.Token).GetAsyncEnumerator(None);

        var next = events.MoveNextAsync().AsTask();
        await Eventually.BecomesTrueAsync(() => Server.Requests.Count == 1, "the watch has been asked for");
        await cancellation.CancelAsync();

        var thrown = await FluentActions.Awaiting(() => next).Should().ThrowAsync<OperationCanceledException>();
        thrown.Which.CancellationToken.Should().Be(cancellation.Token);
        await Eventually.BecomesTrueAsync(() => left.Task.IsCompleted, "the server sees the connection closed");
    }

    [Fact]
    public async Task Watch_ReaderHasEnough_ClosesTheConnectionAndItsTimer()
    {
        var left = new TaskCompletionSource();
        Server.Then(async (exchange, cancellationToken) =>
        {
            await Replies.EventsThenSilence(AddedA, AddedA)(exchange, cancellationToken);
            left.SetResult();
        });

        await foreach (var _ in Watch())
        {
            break;
        }

        await Eventually.BecomesTrueAsync(() => left.Task.IsCompleted, "the server sees the connection closed");
        Clock.PendingTimers.Should().Be(0);
    }

    [Fact]
    public async Task Watch_Hanging_DoesNotStarveCalls()
    {
        Server.On(request => request.IsWatch, Replies.Silence).On(_ => true, Replies.Json(Widgets.Json()));
        using var cancellation = new CancellationTokenSource();
        await using var events = Watch(cancellation.Token).GetAsyncEnumerator(None);
        var next = events.MoveNextAsync().AsTask();

        (await GetAsync()).Should().NotBeNull();

        await cancellation.CancelAsync();
        await FluentActions.Awaiting(() => next).Should().ThrowAsync<OperationCanceledException>();
    }
}
