using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Rendering;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Rendering;

public sealed class TemplateHashTests
{
    private static readonly InferenceService Original = Some.Flowers();

    public static TheoryData<string> Irrelevant => [.. IrrelevantEdits.Keys];

    private static Dictionary<string, Func<InferenceService, InferenceService>> IrrelevantEdits { get; } = new()
    {
        ["canaryTrafficPercent"] = _ => Some.Flowers(percent: 10),
        ["status"] = original => original with { Status = new() { ObservedGeneration = 7 } },
        ["resourceVersion"] = original => original with { Metadata = original.Metadata with { ResourceVersion = "101", Generation = 2 } },
        ["finalizers"] = original => original with { Metadata = original.Metadata with { Finalizers = ["example.com/keep"] } },
        ["rollout-duration"] = original => original.WithAnnotations((WellKnown.RolloutDurationAnnotation, "60s")),
        ["last-applied"] = original => original.WithAnnotations(("kubectl.kubernetes.io/last-applied-configuration", "{}")),
        ["modelFormat"] = original => original.WithAnnotations(("modelFormat", "tensorflow")),
        ["min-scale"] = original => original.WithAnnotations(("autoscaling.knative.dev/min-scale", "7")),
        ["visibility"] = original => original.WithLabels(("networking.knative.dev/visibility", "cluster-local")),
    };

    [Fact]
    public void Of_stays_the_same_from_version_to_version_of_the_operator()
    {
        // A new value here is a new revision of every model of every user: an upgrade must not do that.
        TemplateHash.Of(Json.Element("""{"metadata":{"labels":{"component":"predictor"}},"spec":{"containers":[]}}"""))
            .Should().Be("4265caebc104ca3d");
        HashOf(Original).Should().Be("bfeb26edd78db518");
    }

    [Fact]
    public void Of_is_equal_for_equal_templates_however_their_fields_are_ordered()
    {
        var one = CanonicalJson.ToElement(JsonNode.Parse("""{"a":{"x":1,"y":[{"p":"q","r":null}]},"b":2}""")!);
        var other = CanonicalJson.ToElement(JsonNode.Parse("""{"b":2,"a":{"y":[{"r":null,"p":"q"}],"x":1}}""")!);

        one.GetRawText().Should().Be("""{"a":{"x":1,"y":[{"p":"q","r":null}]},"b":2}""");
        TemplateHash.Of(other).Should().Be(TemplateHash.Of(one));
    }

    [Theory]
    [InlineData("""{"model":{"modelFormat":{"name":"tensorflow"},"storageUri":"gs://models/flowers-2"}}""")]
    [InlineData("""{"model":{"modelFormat":{"name":"tensorflow"},"storageUri":"gs://models/flowers-1","runtimeVersion":"2"}}""")]
    [InlineData("""{"model":{"modelFormat":{"name":"tensorflow"},"storageUri":"gs://models/flowers-1","env":[{"name":"A"}]}}""")]
    [InlineData("""{"model":{"modelFormat":{"name":"tensorflow"},"storageUri":"gs://models/flowers-1","args":["--x"]}}""")]
    [InlineData("""{"model":{"modelFormat":{"name":"tensorflow"},"storageUri":"gs://models/flowers-1"},"minReplicas":2}""")]
    [InlineData("""{"model":{"modelFormat":{"name":"tensorflow"},"storageUri":"gs://models/flowers-1"},"maxReplicas":2}""")]
    [InlineData("""{"model":{"modelFormat":{"name":"tensorflow"},"storageUri":"gs://models/flowers-1"},"scaleTarget":2}""")]
    [InlineData("""{"model":{"modelFormat":{"name":"tensorflow"},"storageUri":"gs://models/flowers-1"},"timeout":60}""")]
    [InlineData("""{"model":{"modelFormat":{"name":"tensorflow"},"storageUri":"gs://models/flowers-1"},"containerConcurrency":1}""")]
    [InlineData("""{"model":{"modelFormat":{"name":"tensorflow"},"storageUri":"gs://models/flowers-1"},"serviceAccountName":"x"}""")]
    [InlineData("""{"model":{"modelFormat":{"name":"tensorflow"},"storageUri":"gs://models/flowers-1"},"labels":{"a":"b"}}""")]
    [InlineData("""{"model":{"modelFormat":{"name":"tensorflow"},"storageUri":"gs://models/flowers-1"},"annotations":{"a":"b"}}""")]
    public void Of_differs_for_every_edit_that_a_pod_would_notice(string predictor) =>
        HashOf(Some.InferenceService(predictor)).Should().NotBe(HashOf(Original));

    [Theory]
    [MemberData(nameof(Irrelevant))]
    public void Of_does_not_differ_for_what_no_pod_would_notice(string edit) =>
        HashOf(IrrelevantEdits[edit](Original)).Should().Be(HashOf(Original));

    private static string HashOf(InferenceService inferenceService) =>
        Some.Rendered(inferenceService, Some.RuntimeFor("tensorflow")).TemplateHash;
}
