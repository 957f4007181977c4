using CanaryOperator.Kubernetes.Tests.Support;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Kubernetes.Tests.Verbs;

public sealed class GetTests : WireTest
{
    [Fact]
    public async Task Get_ObjectExists_ReturnsItTyped()
    {
        Server.Then(Replies.Json(Widgets.Json("a", "7", "3")));

        var widget = await GetAsync();

        widget!.Spec!.Size.Should().Be(3);
        widget.Metadata.ResourceVersion.Should().Be("7");
        LastRequest.Method.Should().Be("GET");
        LastRequest.Target.Should().Be(Widgets.Object);
    }

    [Fact]
    public async Task Get_CoreKind_UsesTheOldApiRoot()
    {
        Server.Then(Replies.Json(Widgets.Json()));

        await Client.GetAsync(Widgets.Resource with { Group = "" }, "a", "demo", None);

        LastRequest.Target.Should().Be("/api/v1/namespaces/demo/widgets/a");
    }

    [Fact]
    public async Task Get_ClusterScopedKind_HasNoNamespaceInItsPath()
    {
        Server.Then(Replies.Json(Widgets.Json()));

        await Client.GetAsync(Widgets.ClusterResource, "a", "", None);

        LastRequest.Target.Should().Be("/apis/example.com/v1/clusterwidgets/a");
    }

    [Fact]
    public async Task Get_ServerSaysNotFound_ReturnsNull()
    {
        Server.Then(Replies.Status(404, "NotFound"));

        (await GetAsync()).Should().BeNull();
    }

    [Fact]
    public async Task Get_Bare404_IsNoProofThatTheObjectIsGone()
    {
        Server.Then(Replies.Text(404, "404 page not found"));

        var failure = await FailureOfAsync(GetAsync());

        failure.IsNotFound.Should().BeTrue();
        failure.IsTransient.Should().BeFalse();
        failure.Message.Should().Contain("get widgets.example.com demo/a").And.Contain("CustomResourceDefinition");
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/status")]
    [InlineData("a%2fb")]
    public async Task Get_NameThatWouldAddressSomethingElse_IsRefusedBeforeItIsSent(string name)
    {
        var get = () => Client.GetAsync(Widgets.Resource, name, "demo", None);

        await get.Should().ThrowAsync<ArgumentException>();
        Server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Get_NamespacedKindWithoutNamespace_IsRefused()
    {
        var get = () => Client.GetAsync(Widgets.Resource, "a", null, None);

        await get.Should().ThrowAsync<ArgumentException>().WithMessage("*widgets.example.com are namespaced*");
    }

    [Fact]
    public async Task Get_ClusterScopedKindWithNamespace_IsRefused()
    {
        var get = () => Client.GetAsync(Widgets.ClusterResource, "a", "demo", None);

        await get.Should().ThrowAsync<ArgumentException>().WithMessage("*cluster-scoped*");
    }

    [Fact]
    public async Task Get_HostWithPath_KeepsThePath()
    {
        Server.Then(Replies.Json(Widgets.Json()));
        using var client = NewClient(new Uri(Server.Host, "/k8s/clusters/c-1/"));

        await client.GetAsync(Widgets.Resource, "a", "demo", None);

        LastRequest.Target.Should().Be("/k8s/clusters/c-1" + Widgets.Object);
    }

    [Fact]
    public async Task Get_Always_SaysWhoAsksAndForWhat()
    {
        Server.Then(Replies.Json(Widgets.Json()), Replies.Json(Widgets.Json()));
        using var client = NewClient(Server.Host, new KubernetesClientOptions { UserAgent = "tests/1.0 (here)" });

        await GetAsync();
        await client.GetAsync(Widgets.Resource, "a", "demo", None);

        Server.Requests[0].Headers["Accept"].Should().Be("application/json");
        Server.Requests[0].Headers["User-Agent"].Should().MatchRegex(@"^canary-operator/\d+\.\d+\.\d+\S* \((linux|darwin|windows)/\w+\)$");
        Server.Requests[1].Headers["User-Agent"].Should().Be("tests/1.0 (here)");
    }

    [Fact]
    public async Task GetRaw_Path_ReturnsTheBodyAsItIs()
    {
        Server.Then(Replies.Text(200, "[+]ping ok"));

        (await Client.GetRawAsync("/readyz?verbose", None)).Should().Be("[+]ping ok");
        LastRequest.Target.Should().Be("/readyz?verbose");
    }

    [Fact]
    public async Task GetRaw_RelativePath_IsRefused()
    {
        var get = () => Client.GetRawAsync("version", None);

        await get.Should().ThrowAsync<ArgumentException>().WithMessage("*slash*");
    }
}
