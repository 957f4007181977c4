using CanaryOperator.Kubernetes.Tests.Support;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Kubernetes.Tests.Errors;

public sealed class UnreadableAnswerTests : WireTest
{
    [Fact]
    public async Task Get_ObjectOfAnotherShape_NamesTheFieldAndIsNotTransient()
    {
        Server.Then(Replies.Json(Widgets.Json(size: "\"big\"")));

        var failure = await FailureOfAsync(GetAsync());

        failure.Message.Should().Contain("get widgets.example.com demo/a").And.Contain("$.spec.size");
        failure.IsTransient.Should().BeFalse();
    }

    [Theory]
    [InlineData("""{"kind":"Widget","metadata":{"na""")]
    [InlineData("<html>Please log in</html>")]
    [InlineData("")]
    public async Task Get_BodyThatIsNotJson_IsTransient(string body)
    {
        Server.Then(Replies.Json(body));

        var failure = await FailureOfAsync(GetAsync());

        failure.Message.Should().Contain("the answer cannot be read");
        failure.IsTransient.Should().BeTrue();
    }

    [Theory]
    [InlineData("""{"kind":"Widget","metadata":null}""")]
    [InlineData("null")]
    public async Task Get_ObjectWithoutMetadata_IsAFailure(string body)
    {
        Server.Then(Replies.Json(body));

        (await FailureOfAsync(GetAsync())).Message.Should().Contain("no metadata");
    }
}
