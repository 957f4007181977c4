using System.Net;
using CanaryOperator.Kubernetes.Tests.Support;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Kubernetes.Tests.Errors;

public sealed class StatusMappingTests : WireTest
{
    [Theory]
    [InlineData(400, "BadRequest", "IsInvalid")]
    [InlineData(401, "Unauthorized", "IsUnauthorized")]
    [InlineData(403, "Forbidden", "IsForbidden")]
    [InlineData(409, "Conflict", "IsConflict")]
    [InlineData(409, "AlreadyExists", "IsAlreadyExists")]
    [InlineData(410, "Gone", "IsGone")]
    [InlineData(410, "Expired", "IsGone")]
    [InlineData(422, "Invalid", "IsInvalid")]
    [InlineData(429, "TooManyRequests", "IsTransient")]
    [InlineData(500, "InternalError", "IsTransient")]
    [InlineData(500, "ServerTimeout", "IsTransient")]
    [InlineData(503, "ServiceUnavailable", "IsTransient")]
    [InlineData(504, "Timeout", "IsTransient")]
    public async Task Refusal_OfAKnownReason_IsExactlyOneKindOfFailure(int code, string reason, string kind)
    {
        Server.Then(Replies.Status(code, reason));

        var failure = await FailureOfAsync(GetAsync());

        KindsOf(failure).Should().Equal(kind);
        failure.StatusCode.Should().Be((HttpStatusCode)code);
        failure.Reason.Should().Be(reason);
    }

    [Fact]
    public async Task Refusal_WhoseReasonAndCodeDisagree_CountsByItsReason()
    {
        Server.Then(Replies.Status(500, "Expired"));

        var failure = await FailureOfAsync(GetAsync());

        failure.IsGone.Should().BeTrue();
        failure.IsTransient.Should().BeFalse();
    }

    [Fact]
    public async Task Refusal_OfAnUnknownReason_CountsByItsCode()
    {
        Server.Then(Replies.Status(503, "LeaderChanged"));

        var failure = await FailureOfAsync(GetAsync());

        failure.IsTransient.Should().BeTrue();
        failure.Message.Should().Contain("503 LeaderChanged: refused");
    }

    [Fact]
    public async Task Refusal_WithCauses_NamesEachFieldOnce()
    {
        const string Causes =
            """
            {"name":"a","kind":"Widget","causes":[
              {"field":"spec.size","message":"must be positive","reason":"FieldValueInvalid"},
              {"field":"spec.color","message":"Unsupported value: mauve","reason":"FieldValueNotSupported"}]}
            """;
        Server.Then(Replies.Status(422, "Invalid", "Widget a is invalid: spec.size: must be positive", Causes));

        var failure = await FailureOfAsync(Client.UpdateAsync(Widgets.Resource, Widgets.New(), None));

        failure.Message.Should().Be(
            "Cannot update widgets.example.com demo/a: 422 Invalid: Widget a is invalid: spec.size: must be positive; "
            + "spec.color: Unsupported value: mauve. Correct the fields named.");
        failure.Status!.Details!.Causes.Should().HaveCount(2);
    }

    [Fact]
    public async Task Refusal_ByAProxyInHtml_KeepsTheFirstTwoKibibytes()
    {
        Server.Then(Replies.Html(502, "<html>Bad Gateway" + new string('x', 10_000) + "</html>"));

        var failure = await FailureOfAsync(GetAsync());

        failure.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        failure.IsTransient.Should().BeTrue();
        failure.Status.Should().BeNull();
        failure.Message.Should().Contain("get widgets.example.com demo/a: 502 BadGateway: <html>Bad Gateway");
        failure.Message.Length.Should().BeInRange(2048, 2200);
    }

    [Fact]
    public async Task Refusal_WithAnEndlessBody_IsToldWithoutWaitingForItsEnd()
    {
        Server.Then(async (exchange, cancellationToken) =>
        {
            await exchange.BeginAsync(500, long.MaxValue, "text/plain", cancellationToken);
            await exchange.WriteRawAsync(new string('x', 512 * 1024), cancellationToken);
            await exchange.ClientLeftAsync(cancellationToken);
        });

        (await FailureOfAsync(GetAsync())).StatusCode.Should().Be(HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task Refusal_WhoseBodyIsCutShort_StillCountsByItsCode()
    {
        Server.Then(async (exchange, cancellationToken) =>
        {
            await exchange.BeginAsync(403, 1000, "application/json", cancellationToken);
            await exchange.WriteRawAsync("""{"kind":"Status","reason":"For""", cancellationToken);
            exchange.HangUp();
        });

        var failure = await FailureOfAsync(GetAsync());

        failure.IsForbidden.Should().BeTrue();
        Server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Redirect_IsAFailureAndNotFollowed()
    {
        Server.Then(Replies.Html(302, "", "Location: /login"));

        (await FailureOfAsync(GetAsync())).StatusCode.Should().Be(HttpStatusCode.Found);
        Server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Refusal_WithASmallBody_LeavesTheConnectionForTheNextCall()
    {
        Server.Then(Replies.Status(404, "NotFound"), Replies.Html(502), Replies.Json(Widgets.Json()));

        await GetAsync();
        await FailureOfAsync(GetAsync());
        await GetAsync();

        Server.Requests.Select(request => request.Connection).Should().Equal(1, 1, 1);
    }

    private static IEnumerable<string> KindsOf(KubernetesException failure)
    {
        (string Name, bool Is)[] kinds =
        [
            (nameof(failure.IsTransient), failure.IsTransient), (nameof(failure.IsConflict), failure.IsConflict),
            (nameof(failure.IsAlreadyExists), failure.IsAlreadyExists), (nameof(failure.IsNotFound), failure.IsNotFound),
            (nameof(failure.IsGone), failure.IsGone), (nameof(failure.IsUnauthorized), failure.IsUnauthorized),
            (nameof(failure.IsForbidden), failure.IsForbidden), (nameof(failure.IsInvalid), failure.IsInvalid),
        ];
        return kinds.Where(kind => kind.Is).Select(kind => kind.Name);
    }
}
