using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Tests.Support;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Kubernetes.Tests.Lists;

public sealed class ListTests : WireTest
{
    [Fact]
    public async Task List_BuiltInKind_FillsInWhatServersLeaveOutOfItems()
    {
        Server.Then(Replies.Json(WireJson.List("10", "", Widgets.BareJson("a"), Widgets.BareJson("b"))));

        var list = await ListAsync();

        list.ResourceVersion.Should().Be("10");
        list.Items.Select(item => (item.Kind, item.ApiVersion, item.Name())).Should().Equal(
            ("Widget", "example.com/v1", "a"), ("Widget", "example.com/v1", "b"));
    }

    [Fact]
    public async Task List_ItemsThatSayTheirKind_AreLeftAsTheyAre()
    {
        var item = Widgets.Json().Replace("example.com/v1", "example.com/v2", StringComparison.Ordinal);
        Server.Then(Replies.Json(WireJson.List("10", "", item)));

        (await ListAsync()).Items.Single().ApiVersion.Should().Be("example.com/v2");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task List_NothingThere_IsEmpty(string items)
    {
        Server.Then(Replies.Json(
            $$$"""{"kind":"WidgetList","items":{{{items}}},"metadata":{"resourceVersion":"10"},"extra":{"items":[1]}}"""));

        var list = await ListAsync();

        list.Items.Should().BeEmpty();
        list.ResourceVersion.Should().Be("10");
    }

    [Fact]
    public async Task List_Selectors_AreSentEscaped()
    {
        Server.Then(Replies.Json(WireJson.List("1", "")));
        var options = new ListOptions
        {
            Namespace = "demo", LabelSelector = "app in (a,b),tier!=x", FieldSelector = "metadata.name=a", ResourceVersion = "0",
        };

        await Client.ListAsync(Widgets.Resource, options, None);

        LastRequest.Path.Should().Be(Widgets.Collection);
        LastRequest.Query.Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["labelSelector"] = "app in (a,b),tier!=x", ["fieldSelector"] = "metadata.name=a", ["limit"] = "500", ["resourceVersion"] = "0",
        });
    }

    [Fact]
    public async Task List_AllNamespaces_AsksForThemAtOnce()
    {
        Server.Then(Replies.Json(WireJson.List("1", "")));

        await Client.ListAsync(Widgets.Resource, new ListOptions { PageSize = 0 }, None);

        LastRequest.Target.Should().Be("/apis/example.com/v1/widgets");
    }

    [Fact]
    public async Task List_ItemOfAnotherShape_CostsOnlyItself()
    {
        Server.Then(Replies.Json(WireJson.List(
            "10", "", Widgets.BareJson("a"), Widgets.BareJson("b", "7", "\"big\""), Widgets.Json("c", "8", "[]"), Widgets.BareJson("d"))));

        var list = await ListAsync();

        list.Items.Select(item => item.Name()).Should().Equal("a", "d");
        list.Unreadable.Select(item => (item.Metadata.Name, item.Metadata.ResourceVersion)).Should().Equal(("b", "7"), ("c", "8"));
        list.Unreadable[0].Error.Should().Contain("$.spec.size");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("""{"metadata":{"name":7}}""")]
    public async Task List_ItemThatIsNoObjectOfKubernetes_FailsTheList(string item)
    {
        Server.Then(Replies.Json(WireJson.List("10", "", item)));

        (await FailureOfAsync(ListAsync())).Message.Should().Contain("list widgets.example.com demo/");
    }

    [Theory]
    [InlineData("""{"kind":"Widget","apiVersion":"example.com/v1","metadata":{"name":"a"}}""")]
    [InlineData("""{"items":[]}""")]
    [InlineData("""{"metadata":{"resourceVersion":"1"},"items":[{"metadata":{"name":"a"}},""")]
    [InlineData("[]")]
    public async Task List_AnswerThatIsNoList_IsNotTakenForAnEmptyOne(string body)
    {
        Server.Then(Replies.Json(body));

        await FailureOfAsync(ListAsync());
    }

    [Fact]
    public async Task List_KindNotServed_IsNotFound()
    {
        Server.Then(Replies.Text(404, "404 page not found"));

        (await FailureOfAsync(ListAsync())).IsNotFound.Should().BeTrue();
    }

    private Task<ResourceList<Widget>> ListAsync() =>
        Client.ListAsync(Widgets.Resource, new ListOptions { Namespace = "demo" }, None);
}
