using System.Text.Json;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Tests.Support;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Kubernetes.Tests.Verbs;

public sealed class UpdateTests : WireTest
{
    [Fact]
    public async Task Update_Entity_ReplacesItAtItsVersion()
    {
        Server.Then(Replies.Json(Widgets.Json("a", "2", "5")));

        var updated = await Client.UpdateAsync(Widgets.Resource, Widgets.New(size: 5), None);

        updated.Metadata.ResourceVersion.Should().Be("2");
        LastRequest.Method.Should().Be("PUT");
        LastRequest.Target.Should().Be(Widgets.Object + "?fieldManager=canary-operator");
        using var sent = JsonDocument.Parse(LastRequest.Body);
        sent.RootElement.GetProperty("metadata").GetProperty("resourceVersion").GetString().Should().Be("1");
        sent.RootElement.GetProperty("spec").GetProperty("size").GetInt32().Should().Be(5);
    }

    [Fact]
    public async Task UpdateStatus_Entity_GoesToTheSubresource()
    {
        Server.Then(Replies.Json(Widgets.Json()));

        await Client.UpdateStatusAsync(Widgets.Resource, Widgets.New(), None);

        LastRequest.Path.Should().Be(Widgets.Object + "/status");
    }

    [Fact]
    public async Task Update_StaleVersion_IsAConflict()
    {
        Server.Then(Replies.Status(409, "Conflict", "the object has been modified"));

        var failure = await FailureOfAsync(Client.UpdateAsync(Widgets.Resource, Widgets.New(), None));

        failure.IsConflict.Should().BeTrue();
        failure.IsAlreadyExists.Should().BeFalse();
        failure.IsTransient.Should().BeFalse();
        failure.Message.Should().Be(
            "Cannot update widgets.example.com demo/a: 409 Conflict: the object has been modified. "
            + "Read the object again and repeat the change.");
    }

    [Fact]
    public async Task Update_EntityWithoutName_IsRefused()
    {
        var update = () => Client.UpdateAsync(Widgets.Resource, new Widget(), None);

        await update.Should().ThrowAsync<InvalidOperationException>().WithMessage("*metadata.name*");
    }

    [Fact]
    public async Task GetThenUpdate_FieldsNobodyModelled_Survive()
    {
        const string Stored =
            """
            {"apiVersion":"example.com/v1","kind":"Widget",
             "metadata":{"name":"a","namespace":"demo","resourceVersion":"1","selfLink":"/x","managedFields":[{"manager":"kubectl"}]},
             "spec":{"size":1,"future":{"deep":[1,2.50,"x"],"nothing":null}},
             "status":{"phase":"Ready"}}
            """;
        Server.Then(Replies.Json(Stored), Replies.Json(Stored));

        var widget = await GetAsync();
        await Client.UpdateAsync(Widgets.Resource, widget! with { Spec = widget.Spec! with { Size = 2 } }, None);

        using var sent = JsonDocument.Parse(LastRequest.Body);
        var spec = sent.RootElement.GetProperty("spec");
        spec.GetProperty("size").GetInt32().Should().Be(2);
        spec.GetProperty("future").GetRawText().Should().Be("""{"deep":[1,2.50,"x"],"nothing":null}""");
        sent.RootElement.GetProperty("status").GetProperty("phase").GetString().Should().Be("Ready");
        sent.RootElement.GetProperty("metadata").GetProperty("selfLink").GetString().Should().Be("/x");
        sent.RootElement.GetProperty("metadata").TryGetProperty("managedFields", out _).Should().BeFalse();
    }

    [Fact]
    public async Task GetScale_Object_ReadsItsReplicas()
    {
        Server.Then(Replies.Json("""{"kind":"Scale","apiVersion":"autoscaling/v1","metadata":{"name":"a"},"spec":{"replicas":3}}"""));

        var scale = await Client.GetScaleAsync(Widgets.Resource, "a", "demo", None);

        scale!.Spec!.Replicas.Should().Be(3);
        LastRequest.Target.Should().Be(Widgets.Object + "/scale");
    }

    [Fact]
    public async Task GetScale_NoSuchObject_ReturnsNull()
    {
        Server.Then(Replies.Status(404, "NotFound"));

        (await Client.GetScaleAsync(Widgets.Resource, "a", "demo", None)).Should().BeNull();
    }

    [Fact]
    public async Task UpdateScale_NewScale_IsCompletedWithItsKind()
    {
        Server.Then(Replies.Json("""{"kind":"Scale","apiVersion":"autoscaling/v1","metadata":{"name":"a"},"spec":{"replicas":0}}"""));
        var wanted = new V1Scale
        {
            Metadata = new V1ObjectMeta { Name = "a", NamespaceProperty = "demo" },
            Spec = new V1ScaleSpec { Replicas = 0 },
        };

        await Client.UpdateScaleAsync(Widgets.Resource, wanted, None);

        LastRequest.Method.Should().Be("PUT");
        LastRequest.Target.Should().Be(Widgets.Object + "/scale?fieldManager=canary-operator");
        LastRequest.Body.Should().StartWith("""{"apiVersion":"autoscaling/v1","kind":"Scale",""").And.Contain("\"replicas\":0");
    }
}
