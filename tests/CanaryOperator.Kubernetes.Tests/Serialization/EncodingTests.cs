using System.Buffers;
using System.Text;
using System.Text.Json;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Serialization;
using CanaryOperator.Kubernetes.Tests.Support;

namespace CanaryOperator.Kubernetes.Tests.Serialization;

public sealed class EncodingTests
{
    [Fact]
    public void Metadata_RoundTrip_KeepsWhatNobodyModelledAndDropsManagedFields()
    {
        const string Json =
            """
            {"name":"a","labels":{"app":"x"},"annotations":null,"managedFields":[{"fieldsV1":{"f:spec":{}}}],
             "selfLink":"/x","clusterName":{"deep":1}}
            """;

        var metadata = JsonSerializer.Deserialize(Json, KubernetesJsonContext.Default.V1ObjectMeta)!;

        JsonSerializer.Serialize(metadata, KubernetesJsonContext.Default.V1ObjectMeta).Should().Be(
            """{"name":"a","labels":{"app":"x"},"selfLink":"/x","clusterName":{"deep":1}}""");
    }

    [Fact]
    public void Labels_AreCaseSensitive()
    {
        var metadata = JsonSerializer.Deserialize("""{"labels":{"App":"1","app":"2"}}""", KubernetesJsonContext.Default.V1ObjectMeta)!;

        metadata.Labels.Should().HaveCount(2).And.Contain("app", "2");
    }

    [Theory]
    [InlineData("{}", """{"apiVersion":"v1","kind":"Pod"}""")]
    [InlineData("{ }", """{"apiVersion":"v1","kind":"Pod"}""")]
    [InlineData("""{"a":{}}""", """{"apiVersion":"v1","kind":"Pod","a":{}}""")]
    public void TypeMeta_Prepended_MakesOneObject(string json, string expected)
    {
        var buffer = new ArrayBufferWriter<byte>();

        TypeMeta.Prepend(Encoding.UTF8.GetBytes("""{"left":"over"}"""), "v0", "Other", buffer);
        var complete = TypeMeta.Prepend(Encoding.UTF8.GetBytes(json), "v1", "Pod", buffer);

        Encoding.UTF8.GetString(complete).Should().Be(expected);
    }

    [Fact]
    public void Entity_Absences_AreNotWritten()
    {
        var widget = new Widget { Metadata = new V1ObjectMeta { Name = "a" } };

        var json = EntityEncoder.Encode(widget, Widgets.Resource.TypeInfo, "v1", "Widget");

        Encoding.UTF8.GetString(json).Should().Be("""{"apiVersion":"v1","kind":"Widget","metadata":{"name":"a"}}""");
    }
}
