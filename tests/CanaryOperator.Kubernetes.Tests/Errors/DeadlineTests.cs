using CanaryOperator.Kubernetes.Tests.Support;
using CanaryOperator.Testing;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Kubernetes.Tests.Errors;

public sealed class DeadlineTests : WireTest
{
    private static readonly TimeSpan Limit = new KubernetesClientOptions().Timeout;

    public static TheoryData<bool> HeadersOrBody => [true, false];

    [Theory]
    [MemberData(nameof(HeadersOrBody))]
    public async Task Get_NoCompleteAnswerInTime_IsATransientFailure(bool headers)
    {
        Server.Then(headers ? Replies.Silence : Replies.Stall(Widgets.Json()));

        var call = GetAsync();
        await ExpireAsync(1, Limit);

        var failure = await FailureOfAsync(call);
        failure.IsTransient.Should().BeTrue();
        failure.Message.Should().Be("Cannot get widgets.example.com demo/a: no complete answer within 60 s.");
    }

    [Fact]
    public async Task Update_NoAnswerInTime_WarnsThatItMayHaveBeenApplied()
    {
        Server.Then(Replies.Silence);

        var call = Client.UpdateAsync(Widgets.Resource, Widgets.New(), None);
        await ExpireAsync(1, Limit);

        (await FailureOfAsync(call)).Message.Should().Contain("may have been applied");
    }

    [Fact]
    public async Task Get_RetriesIncluded_TakesNoLongerThanItsDeadline()
    {
        Server.Then(Replies.Status(429, "TooManyRequests", headers: "Retry-After: 40"), Replies.Silence);

        var call = GetAsync();
        await Eventually.BecomesTrueAsync(() => Clock.PendingTimers > 1, "the call pauses");
        Clock.Advance(TimeSpan.FromSeconds(40));
        await ExpireAsync(2, TimeSpan.FromSeconds(20));

        (await FailureOfAsync(call)).IsTransient.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(HeadersOrBody))]
    public async Task Get_CancelledByItsCaller_IsCancelledAndClosesTheConnection(bool headers)
    {
        var left = new TaskCompletionSource();
        Server.Then(async (exchange, cancellationToken) =>
        {
            await (headers ? Replies.Silence : Replies.Stall(Widgets.Json()))(exchange, cancellationToken);
            left.SetResult();
        });
        using var cancellation = new CancellationTokenSource();

        var call = GetAsync(cancellation.Token);
        await Eventually.BecomesTrueAsync(() => Server.Requests.Count == 1, "the request has arrived");
        await cancellation.CancelAsync();

        var thrown = await FluentActions.Awaiting(() => call).Should().ThrowAsync<OperationCanceledException>();
        thrown.Which.CancellationToken.Should().Be(cancellation.Token);
        await Eventually.BecomesTrueAsync(() => left.Task.IsCompleted, "the server sees the connection closed");
    }

    [Fact]
    public async Task Get_CancelledWhileItWaitsToRetry_IsCancelled()
    {
        Server.Then(Replies.Status(429, "TooManyRequests", headers: "Retry-After: 5"));
        using var cancellation = new CancellationTokenSource();

        var call = GetAsync(cancellation.Token);
        await Eventually.BecomesTrueAsync(() => Clock.PendingTimers > 1, "the call pauses");
        await cancellation.CancelAsync();

        await FluentActions.Awaiting(() => call).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Get_Finished_LeavesNoTimerBehind()
    {
        Server.Then(Replies.Json(Widgets.Json()), Replies.Status(404, "NotFound"), Replies.Html(502));

        await GetAsync();
        await GetAsync();
        await FailureOfAsync(GetAsync());

        Clock.PendingTimers.Should().Be(0);
    }
}
