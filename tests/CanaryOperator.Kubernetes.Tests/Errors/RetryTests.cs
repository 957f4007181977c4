using System.Net.Sockets;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Tests.Support;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Kubernetes.Tests.Errors;

public sealed class RetryTests : WireTest
{
    private const string RetryAfter3 = "Retry-After: 3";

    [Theory]
    [InlineData(429, "TooManyRequests")]
    [InlineData(500, "ServerTimeout")]
    [InlineData(503, "ServiceUnavailable")]
    public async Task Get_AskedToComeBack_ComesBackNoEarlier(int code, string reason)
    {
        Server.Then(Replies.Status(code, reason, headers: RetryAfter3), Replies.Json(Widgets.Json()));

        var call = GetAsync();
        var waited = await DriveAsync(call);

        (await call).Should().NotBeNull();
        waited.Should().BeCloseTo(TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(150));
    }

    [Fact]
    public async Task Create_AskedToComeBack_ComesBack()
    {
        Server.Then(Replies.Status(429, "TooManyRequests", headers: "Retry-After: 1"), Replies.Json(Widgets.Json()));

        var call = Client.CreateAsync(Widgets.Resource, Widgets.New(), None);
        await DriveAsync(call);

        (await call).Name().Should().Be("a");
        Server.Requests.Select(request => request.Body).Distinct().Should().ContainSingle("the same body is sent again");
    }

    [Fact]
    public async Task Get_AskedByTheStatusAlone_ComesBackAsWell()
    {
        Server.Then(Replies.Status(500, "ServerTimeout", details: """{"retryAfterSeconds":2}"""), Replies.Json(Widgets.Json()));

        var call = GetAsync();
        var waited = await DriveAsync(call);

        await call;
        waited.Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Get_AskedToComeBackAtATime_WaitsForIt()
    {
        var at = (Clock.GetUtcNow() + TimeSpan.FromSeconds(5)).ToString("R");
        Server.Then(Replies.Html(503, "busy", $"Retry-After: {at}"), Replies.Json(Widgets.Json()));

        var call = GetAsync();
        var waited = await DriveAsync(call);

        await call;
        waited.Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    public async Task Get_NotAskedToComeBack_DoesNot(int code)
    {
        Server.Then(Replies.Html(code));

        var failure = await FailureOfAsync(GetAsync());

        failure.IsTransient.Should().BeTrue();
        failure.RetryAfter.Should().BeNull();
        Server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Get_RefusedForGood_IgnoresRetryAfter()
    {
        Server.Then(Replies.Status(403, "Forbidden", headers: RetryAfter3));

        await FailureOfAsync(GetAsync());

        Server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Get_AlwaysAskedToComeBack_GivesUpAfterTenTimes()
    {
        Server.On(_ => true, Replies.Status(429, "TooManyRequests", headers: "Retry-After: 0"));

        var call = GetAsync();
        await DriveAsync(call);

        (await FailureOfAsync(call)).IsTransient.Should().BeTrue();
        Server.Requests.Count.Should().Be(11);
    }

    [Fact]
    public async Task Get_AskedToComeBackAfterItsDeadline_FailsAtOnceAndTellsTheCaller()
    {
        Server.Then(Replies.Status(429, "TooManyRequests", headers: "Retry-After: 600"));

        var failure = await FailureOfAsync(GetAsync());

        failure.RetryAfter.Should().Be(TimeSpan.FromSeconds(600));
    }

    public static TheoryData<string> DroppedConnections => ["hang up", "reset", "cut short"];

    [Theory]
    [MemberData(nameof(DroppedConnections))]
    public async Task Get_ConnectionDropped_IsRepeated(string how)
    {
        Server.Then(Drop(how), Drop(how), Replies.Json(Widgets.Json()));

        var call = GetAsync();
        await DriveAsync(call);

        (await call).Should().NotBeNull();
    }

    [Theory]
    [MemberData(nameof(DroppedConnections))]
    public async Task Update_ConnectionDropped_IsNotRepeated(string how)
    {
        Server.Then(Drop(how), Replies.Json(Widgets.Json()));

        var failure = await FailureOfAsync(Client.UpdateAsync(Widgets.Resource, Widgets.New(), None));

        failure.IsTransient.Should().BeTrue();
        failure.StatusCode.Should().BeNull();
        failure.Message.Should().Contain("update widgets.example.com demo/a").And.Contain("read the object before repeating it");
        Server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Get_ConnectionAlwaysDropped_GivesUpAfterTenTimes()
    {
        Server.On(_ => true, Replies.Reset);

        var call = GetAsync();
        var waited = await DriveAsync(call);

        (await FailureOfAsync(call)).IsTransient.Should().BeTrue();
        Server.Requests.Count.Should().Be(11);
        waited.Should().BeGreaterThan(TimeSpan.FromSeconds(20), "the pauses grow");
    }

    [Fact]
    public async Task Get_ConnectionRefused_IsTransientAndLeftToTheCaller()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var host = new Uri($"http://{listener.LocalEndpoint}");
        listener.Stop();
        using var client = NewClient(host);

        var failure = await FailureOfAsync(client.GetAsync(Widgets.Resource, "a", "demo", None));

        failure.IsTransient.Should().BeTrue();
        failure.InnerException.Should().BeOfType<HttpRequestException>();
    }

    private static Reply Drop(string how) => how switch
    {
        "hang up" => Replies.HangUp,
        "reset" => Replies.Reset,
        _ => Replies.CutShort(Widgets.Json()),
    };
}
