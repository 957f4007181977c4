using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Tests.Support;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Kubernetes.Tests.Lists;

public sealed class PagingTests : WireTest
{
    private static readonly ListOptions InPages = new() { Namespace = "demo", PageSize = 2, LabelSelector = "app", ResourceVersion = "5" };

    private static readonly Reply FirstPage = Replies.Json(WireJson.List("10", "token/1", Widgets.BareJson("a"), Widgets.BareJson("b")));
    private static readonly Reply LastPage = Replies.Json(WireJson.List("10", "", Widgets.BareJson("c"), Widgets.BareJson("d", "1", "{}")));
    private static readonly Reply Everything = Replies.Json(WireJson.List("20", "", Widgets.BareJson("b"), Widgets.BareJson("c")));

    [Fact]
    public async Task List_SeveralPages_JoinsThem()
    {
        Server.Then(FirstPage, LastPage);

        var list = await Client.ListAsync(Widgets.Resource, InPages, None);

        NamesOf(list).Should().Equal("a", "b", "c");
        list.Unreadable.Should().ContainSingle(item => item.Metadata.Name == "d");
        list.ResourceVersion.Should().Be("10");
    }

    [Fact]
    public async Task List_FollowingPages_KeepTheSelectorsButNotTheVersion()
    {
        Server.Then(FirstPage, LastPage);

        await Client.ListAsync(Widgets.Resource, InPages, None);

        Server.Requests[0].Query.Should().BeEquivalentTo(
            new Dictionary<string, string> { ["labelSelector"] = "app", ["limit"] = "2", ["resourceVersion"] = "5" });
        Server.Requests[1].Query.Should().BeEquivalentTo(
            new Dictionary<string, string> { ["labelSelector"] = "app", ["limit"] = "2", ["continue"] = "token/1" });
    }

    [Theory]
    [InlineData("Expired")]
    [InlineData("Gone")]
    public async Task List_VersionForgottenBetweenPages_StartsAgainWithoutPages(string reason)
    {
        Server.Then(FirstPage, Replies.Status(410, reason), Everything);

        var list = await Client.ListAsync(Widgets.Resource, InPages, None);

        NamesOf(list).Should().Equal("b", "c");
        list.ResourceVersion.Should().Be("20");
        LastRequest.Query.Should().BeEquivalentTo(new Dictionary<string, string> { ["labelSelector"] = "app" });
    }

    [Fact]
    public async Task List_ServerThatPagesUnasked_IsFollowed()
    {
        Server.Then(FirstPage, LastPage);

        var list = await Client.ListAsync(Widgets.Resource, InPages with { PageSize = 0 }, None);

        NamesOf(list).Should().Equal("a", "b", "c");
    }

    [Fact]
    public async Task List_VersionTooOldFromTheStart_IsGone()
    {
        Server.Then(Replies.Status(410, "Expired"));

        var failure = await FailureOfAsync(Client.ListAsync(Widgets.Resource, InPages, None));

        failure.IsGone.Should().BeTrue();
        Server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task ListPages_VersionForgottenBetweenPages_IsGoneForTheCallerToStartAgain()
    {
        Server.Then(FirstPage, Replies.Status(410, "Expired"));
        await using var pages = Client.ListPagesAsync(Widgets.Resource, InPages, None).GetAsyncEnumerator();

        (await pages.MoveNextAsync()).Should().BeTrue();
        NamesOf(pages.Current).Should().Equal("a", "b");
        (await FailureOfAsync(pages.MoveNextAsync().AsTask())).IsGone.Should().BeTrue();
    }

    [Fact]
    public async Task ListPages_CallerHasEnough_AsksForNoMore()
    {
        Server.Then(FirstPage);

        await foreach (var page in Client.ListPagesAsync(Widgets.Resource, InPages, None))
        {
            NamesOf(page).Should().Equal("a", "b");
            break;
        }

        Server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task List_ConnectionDroppedBetweenPages_RepeatsOnlyThatPage()
    {
        Server.Then(FirstPage, Replies.Reset, LastPage);

        var call = Client.ListAsync(Widgets.Resource, InPages, None);
        await DriveAsync(call);

        NamesOf(await call).Should().Equal("a", "b", "c");
        Server.Requests.Select(request => request.Query.GetValueOrDefault("continue")).Should().Equal(null, "token/1", "token/1");
    }

    private static IEnumerable<string> NamesOf(ResourceList<Widget> list) => list.Items.Select(item => item.Name());
}
