using CanaryOperator.Kubernetes.Tests.Support;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Kubernetes.Tests.Verbs;

public sealed class DeleteTests : WireTest
{
    [Fact]
    public async Task Delete_WithPreconditions_SendsThem()
    {
        Server.Then(Replies.Status(200, "", "deleted"));

        await DeleteAsync(new DeleteOptions { Uid = "u-1", ResourceVersion = "5", Propagation = PropagationPolicy.Foreground });

        LastRequest.Method.Should().Be("DELETE");
        LastRequest.Target.Should().Be(Widgets.Object);
        LastRequest.Body.Should().Be(
            """
            {"apiVersion":"v1","kind":"DeleteOptions","propagationPolicy":"Foreground","preconditions":{"uid":"u-1","resourceVersion":"5"}}
            """);
    }

    [Fact]
    public async Task Delete_WithoutPreconditions_SendsNone()
    {
        Server.Then(Replies.Json(Widgets.Json()));

        await DeleteAsync(new DeleteOptions());

        LastRequest.Body.Should().Be("""{"apiVersion":"v1","kind":"DeleteOptions","propagationPolicy":"Background"}""");
    }

    [Fact]
    public async Task Delete_WithGracePeriod_SendsIt()
    {
        Server.Then(Replies.Json(Widgets.Json()));

        await DeleteAsync(new DeleteOptions { GracePeriodSeconds = 0 });

        LastRequest.Body.Should().Be(
            """{"apiVersion":"v1","kind":"DeleteOptions","propagationPolicy":"Background","gracePeriodSeconds":0}""");
    }

    [Theory]
    [InlineData("""{"kind":"Status","apiVersion":"v1","status":"Success"}""")]
    [InlineData("""{"kind":"Widget","apiVersion":"example.com/v1","metadata":{"name":"a","deletionTimestamp":"2026-01-01T00:00:00Z"}}""")]
    public async Task Delete_AnsweredWithAStatusOrTheObject_IsDone(string body)
    {
        Server.Then(Replies.Json(body));

        await DeleteAsync(new DeleteOptions());

        Server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Delete_ObjectAlreadyGone_IsDone()
    {
        Server.Then(Replies.Status(404, "NotFound"));

        await DeleteAsync(new DeleteOptions());

        Server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Delete_Bare404_IsAFailure()
    {
        Server.Then(Replies.Html(404));

        (await FailureOfAsync(DeleteAsync(new DeleteOptions()))).IsNotFound.Should().BeTrue();
    }

    [Fact]
    public async Task Delete_AnotherObjectOfThatName_IsAConflict()
    {
        Server.Then(Replies.Status(409, "Conflict", "the UID in the precondition (u-1) does not match"));

        (await FailureOfAsync(DeleteAsync(new DeleteOptions { Uid = "u-1" }))).IsConflict.Should().BeTrue();
    }

    private Task DeleteAsync(DeleteOptions options) => Client.DeleteAsync(Widgets.Resource, "a", "demo", options, None);
}
