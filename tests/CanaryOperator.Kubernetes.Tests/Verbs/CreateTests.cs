using System.Text.Json;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Tests.Support;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Kubernetes.Tests.Verbs;

public sealed class CreateTests : WireTest
{
    [Fact]
    public async Task Create_Entity_IsPostedToItsCollectionUnderOurName()
    {
        Server.Then(Replies.Json(Widgets.Json("a", "9")));

        var created = await Client.CreateAsync(Widgets.Resource, Widgets.New(), None);

        created.Metadata.ResourceVersion.Should().Be("9");
        LastRequest.Method.Should().Be("POST");
        LastRequest.Target.Should().Be(Widgets.Collection + "?fieldManager=canary-operator");
        LastRequest.Headers["Content-Type"].Should().Be("application/json");
    }

    [Fact]
    public async Task Create_OtherFieldManager_IsEscaped()
    {
        Server.Then(Replies.Json(Widgets.Json()));
        using var client = NewClient(Server.Host, new KubernetesClientOptions { FieldManager = "me & you" });

        await client.CreateAsync(Widgets.Resource, Widgets.New(), None);

        LastRequest.Query["fieldManager"].Should().Be("me & you");
    }

    [Fact]
    public async Task Create_EntityWithoutKind_IsSentWithTheKindOfItsDescriptor()
    {
        Server.Then(Replies.Json(Widgets.Json()));

        await Client.CreateAsync(Widgets.Resource, Widgets.New() with { ApiVersion = null, Kind = null }, None);

        LastRequest.Body.Should().StartWith("""{"apiVersion":"example.com/v1","kind":"Widget","metadata":{""");
    }

    [Fact]
    public async Task Create_EntityWithKind_SendsItOnce()
    {
        Server.Then(Replies.Json(Widgets.Json()));

        await Client.CreateAsync(Widgets.Resource, Widgets.New(), None);

        using var sent = JsonDocument.Parse(LastRequest.Body);
        sent.RootElement.EnumerateObject().Select(property => property.Name).Should().Equal("apiVersion", "kind", "metadata", "spec");
    }

    [Fact]
    public async Task Create_EntityWithHalfAKind_IsRefused()
    {
        var create = () => Client.CreateAsync(Widgets.Resource, Widgets.New() with { Kind = null }, None);

        await create.Should().ThrowAsync<ArgumentException>().WithMessage("*Widget a*apiVersion and kind*");
    }

    [Fact]
    public async Task Create_GeneratedName_NeedsNoName()
    {
        Server.Then(Replies.Status(403, "Forbidden"));
        var entity = Widgets.New() with { Metadata = new V1ObjectMeta { GenerateName = "a-", NamespaceProperty = "demo" } };

        var failure = await FailureOfAsync(Client.CreateAsync(Widgets.Resource, entity, None));

        failure.Message.Should().Contain("create widgets.example.com demo/a-*");
    }

    [Fact]
    public async Task Create_NameTaken_IsAlreadyExistsAndNoConflict()
    {
        Server.Then(Replies.Status(409, "AlreadyExists"));

        var failure = await FailureOfAsync(Client.CreateAsync(Widgets.Resource, Widgets.New(), None));

        failure.IsAlreadyExists.Should().BeTrue();
        failure.IsConflict.Should().BeFalse();
    }
}
