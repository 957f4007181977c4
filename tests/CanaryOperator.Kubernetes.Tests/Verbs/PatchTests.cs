using System.Text;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Tests.Support;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Kubernetes.Tests.Verbs;

public sealed class PatchTests : WireTest
{
    [Theory]
    [InlineData(PatchType.JsonPatch, "application/json-patch+json")]
    [InlineData(PatchType.MergePatch, "application/merge-patch+json")]
    [InlineData(PatchType.StrategicMergePatch, "application/strategic-merge-patch+json")]
    public async Task Patch_OfAType_IsSentUnderItsContentTypeAndWithoutForce(PatchType type, string contentType)
    {
        Server.Then(Replies.Json(Widgets.Json()));

        await Client.PatchAsync(Widgets.Resource, Patch(type), "a", "demo", null, None);

        LastRequest.Method.Should().Be("PATCH");
        LastRequest.Target.Should().Be(Widgets.Object + "?fieldManager=canary-operator");
        LastRequest.Headers["Content-Type"].Should().Be(contentType);
        LastRequest.Body.Should().Be("""{"spec":{"size":2}}""");
    }

    [Fact]
    public async Task Patch_Status_GoesToTheSubresource()
    {
        Server.Then(Replies.Json(Widgets.Json()));

        await Client.PatchAsync(Widgets.Resource, Patch(PatchType.MergePatch), "a", "demo", "status", None);

        LastRequest.Path.Should().Be(Widgets.Object + "/status");
    }

    [Fact]
    public async Task Patch_StrategicMergeOfACustomResource_TellsTheWayOut()
    {
        Server.Then(Replies.Status(415, "UnsupportedMediaType"));

        var failure = await FailureOfAsync(
            Client.PatchAsync(Widgets.Resource, Patch(PatchType.StrategicMergePatch), "a", "demo", null, None));

        failure.Message.Should().Contain("Use another type of patch");
    }

    [Fact]
    public async Task Apply_Entity_IsAForcedServerSideApply()
    {
        Server.Then(Replies.Json(Widgets.Json("a", "2")));

        var applied = await Client.ApplyAsync(Widgets.Resource, Widgets.New() with { ApiVersion = null, Kind = null }, None);

        applied.Metadata.ResourceVersion.Should().Be("2");
        LastRequest.Method.Should().Be("PATCH");
        LastRequest.Target.Should().Be(Widgets.Object + "?fieldManager=canary-operator&force=true");
        LastRequest.Headers["Content-Type"].Should().Be("application/apply-patch+yaml");
        LastRequest.Body.Should().Contain("\"kind\":\"Widget\"").And.NotContain("managedFields");
    }

    [Fact]
    public async Task ApplyStatus_Entity_GoesToTheSubresource()
    {
        Server.Then(Replies.Json(Widgets.Json()));

        await Client.ApplyStatusAsync(Widgets.Resource, Widgets.New(), None);

        LastRequest.Target.Should().Be(Widgets.Object + "/status?fieldManager=canary-operator&force=true");
    }

    [Fact]
    public async Task Apply_Refused_NamesTheVerbThatWasMeant()
    {
        Server.Then(Replies.Status(422, "Invalid"));

        var failure = await FailureOfAsync(Client.ApplyAsync(Widgets.Resource, Widgets.New(), None));

        failure.Message.Should().StartWith("Cannot apply widgets.example.com demo/a: 422 Invalid");
        failure.IsInvalid.Should().BeTrue();
    }

    private static V1Patch Patch(PatchType type) => new(type, Encoding.UTF8.GetBytes("""{"spec":{"size":2}}"""));
}
