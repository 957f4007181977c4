using System.Text;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Serialization;

namespace CanaryOperator.Kubernetes.Tests.Serialization;

public sealed class JsonPatchWriterTests
{
    [Fact]
    public void Complete_OfEveryOperation_IsAJsonPatchInTheirOrder()
    {
        using var patch = new JsonPatchWriter();

        patch.Test("/a", "old", KubernetesJsonContext.Default.String);
        patch.Replace("/a", "new", KubernetesJsonContext.Default.String);
        patch.Add("/b~1c", [1, 2, 3], KubernetesJsonContext.Default.ByteArray);
        patch.Remove("/d/0");

        Text(patch).Should().Be(
            """[{"op":"test","path":"/a","value":"old"},{"op":"replace","path":"/a","value":"new"},"""
            + """{"op":"add","path":"/b~1c","value":"AQID"},{"op":"remove","path":"/d/0"}]""");
    }

    [Fact]
    public void Complete_OfNull_HasItAsValue()
    {
        using var patch = new JsonPatchWriter();

        patch.Add("/spec", null, KubernetesJsonContext.Default.V1LeaseSpec);

        Text(patch).Should().Be("""[{"op":"add","path":"/spec","value":null}]""");
    }

    [Fact]
    public void Complete_OfNothing_ChangesNothing()
    {
        using var patch = new JsonPatchWriter();

        Text(patch).Should().Be("[]");
    }

    private static string Text(JsonPatchWriter writer)
    {
        var patch = writer.Complete();
        patch.Type.Should().Be(PatchType.JsonPatch);
        return Encoding.UTF8.GetString(patch.Content.Span);
    }
}
