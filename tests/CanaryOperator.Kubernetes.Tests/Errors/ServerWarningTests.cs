using CanaryOperator.Kubernetes.Tests.Support;
using CanaryOperator.Kubernetes.Transport;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Kubernetes.Tests.Errors;

public sealed class ServerWarningTests : WireTest
{
    [Fact]
    public async Task Warnings_OfTheServer_AreLoggedOncePerText()
    {
        const string Deprecated = "Warning: 299 - \"v1 Widget is deprecated\"";
        const string Quoted = "Warning: 299 - \"unknown field \\\"spec.sise\\\"\"";
        Server.Then(
            Replies.Json(Widgets.Json(), Deprecated, Quoted), Replies.Json(Widgets.Json(), Deprecated), Replies.Json(Widgets.Json()));

        await GetAsync();
        await GetAsync();
        await GetAsync();

        LoggedWarnings.Should().Equal(
            "The API server warns about get widgets.example.com demo/a: v1 Widget is deprecated",
            "The API server warns about get widgets.example.com demo/a: unknown field \"spec.sise\"");
    }

    [Fact]
    public async Task Warnings_ThatAreMalformed_DoNoHarm()
    {
        Server.Then(Replies.Json(Widgets.Json(), "Warning: beware"));

        (await GetAsync()).Should().NotBeNull();
        LoggedWarnings.Should().BeEmpty();
    }

    [Fact]
    public void RecentTexts_Full_StartsAfresh()
    {
        var texts = new RecentTexts();

        var firstRound = Enumerable.Range(0, 300).Count(number => texts.Add($"{number}"));

        firstRound.Should().Be(300);
        texts.Add("299").Should().BeFalse("it is remembered");
        texts.Add("0").Should().BeTrue("it was forgotten to make room");
    }
}
