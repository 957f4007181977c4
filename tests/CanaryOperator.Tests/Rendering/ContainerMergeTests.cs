using System.Text.Json.Nodes;
using CanaryOperator.Rendering;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Rendering;

public sealed class ContainerMergeTests
{
    [Theory]
    [InlineData("""{"image":"a"}""", """{"image":"b"}""", """{"image":"b"}""")]
    [InlineData("""{"args":["a"]}""", """{"args":["b"]}""", """{"args":["a","b"]}""")]
    [InlineData("""{"args":["a"]}""", "{}", """{"args":["a"]}""")]
    [InlineData("{}", """{"args":["b"]}""", """{"args":["b"]}""")]
    [InlineData("""{"command":["a"],"image":"a"}""", """{"command":null}""", """{"image":"a"}""")]
    [InlineData(
        """{"lifecycle":{"preStop":{},"postStart":{}}}""", """{"lifecycle":{"preStop":null}}""", """{"lifecycle":{"postStart":{}}}""")]
    [InlineData("""{"env":["odd"]}""", """{"env":[1,{"name":"A"}]}""", """{"env":["odd",1,{"name":"A"}]}""")]
    [InlineData("""{"env":"odd"}""", """{"env":[{"name":"A"}]}""", """{"env":[{"name":"A"}]}""")]
    [InlineData("""{"command":["a"]}""", """{"command":["b"]}""", """{"command":["b"]}""")]
    [InlineData(
        """{"resources":{"limits":{"cpu":"1","memory":"2Gi"}}}""",
        """{"resources":{"limits":{"memory":"4Gi"},"requests":{"cpu":"2"}}}""",
        """{"resources":{"limits":{"cpu":"1","memory":"4Gi"},"requests":{"cpu":"2"}}}""")]
    [InlineData(
        """{"env":[{"name":"A","value":"1"},{"name":"B","value":"2"}]}""",
        """{"env":[{"name":"B","value":"3"},{"name":"C","value":"4"}]}""",
        """{"env":[{"name":"A","value":"1"},{"name":"B","value":"3"},{"name":"C","value":"4"}]}""")]
    [InlineData(
        """{"env":[{"name":"A","value":"1"}]}""",
        """{"env":[{"name":"A","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}]}""",
        """{"env":[{"name":"A","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}]}""")]
    [InlineData(
        """{"ports":[{"containerPort":8080}]}""",
        """{"ports":[{"containerPort":8080,"name":"h2c"},{"containerPort":9000}]}""",
        """{"ports":[{"containerPort":8080,"name":"h2c"},{"containerPort":9000}]}""")]
    [InlineData(
        """{"volumeMounts":[{"mountPath":"/a","name":"x"}]}""",
        """{"volumeMounts":[{"mountPath":"/b","name":"x"}]}""",
        """{"volumeMounts":[{"mountPath":"/a","name":"x"},{"mountPath":"/b","name":"x"}]}""")]
    public void Merge_lays_the_second_over_the_first(string runtime, string container, string expected)
    {
        var (below, above) = (JsonNode.Parse(runtime)!.AsObject(), JsonNode.Parse(container)!.AsObject());

        ContainerMerge.Merge(below, above).ShouldBeJson(expected);

        below.ShouldBeJson(runtime);
        above.ShouldBeJson(container);
    }
}
