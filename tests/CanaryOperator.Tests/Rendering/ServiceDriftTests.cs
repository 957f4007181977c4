using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Api.Knative;
using CanaryOperator.Rendering;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Rendering;

public sealed class ServiceDriftTests
{
    private static readonly DesiredService Desired = Some.Rendered(
        Some.InferenceService("""{"containers":[{"image":"dev.local/model:2","resources":{},"ports":[]}]}"""));

    private static readonly TrafficTarget[] Traffic = [Some.Latest(10), Some.Previous("walk-00001", 90)];

    public static TheoryData<string> Drifts => [.. Edits.Keys];

    /// <summary>On the live Service: what somebody else may have done to it.</summary>
    private static Dictionary<string, Action<JsonNode>> Edits { get; } = new()
    {
        ["image"] = service => Containers(service)[0]!["image"] = "evil",
        ["field removed"] = service => Containers(service)[0]!.AsObject().Remove("image"),
        ["container added"] = service => Containers(service).Add(new JsonObject { ["image"] = "evil" }),
        ["type changed"] = service => service["spec"]!["template"]!["spec"]!["containers"] = "none",
        ["template label"] = service => service["spec"]!["template"]!["metadata"]!["labels"]!["component"] = "explainer",
        ["template annotation"] = service => Annotations(service)["autoscaling.knative.dev/min-scale"] = "0",
        ["hash"] = service => Annotations(service)[WellKnown.TemplateHashAnnotation] = "0",
        ["template gone"] = service => service["spec"]!.AsObject().Remove("template"),
        ["spec gone"] = service => service.AsObject().Remove("spec"),
        ["label changed"] = service => service["metadata"]!["labels"]!["component"] = "explainer",
        ["label removed"] = service => service["metadata"]!["labels"]!.AsObject().Remove("component"),
        ["rollout duration left over"] = service => service["metadata"]!["annotations"]![WellKnown.RolloutDurationAnnotation] = "60s",
        ["passthrough left over"] = service =>
            service["metadata"]!["annotations"]!["serving.knative.openshift.io/enablePassthrough"] = "true",
        ["traffic gone"] = service => service["spec"]!.AsObject().Remove("traffic"),
        ["percent"] = service => service["spec"]!["traffic"]![0]!["percent"] = 11,
        ["percent gone"] = service => service["spec"]!["traffic"]![0]!.AsObject().Remove("percent"),
        ["tag"] = service => service["spec"]!["traffic"]![1]!["tag"] = "old",
        ["tag gone"] = service => service["spec"]!["traffic"]![1]!.AsObject().Remove("tag"),
        ["revision"] = service => service["spec"]!["traffic"]![1]!["revisionName"] = "walk-00009",
        ["latest"] = service => service["spec"]!["traffic"]![0]!["latestRevision"] = false,
        ["target removed"] = service => service["spec"]!["traffic"]!.AsArray().RemoveAt(1),
        ["order"] = service => service["spec"]!["traffic"]!.AsArray().Add(Taken(service["spec"]!["traffic"]!.AsArray(), 0)),
    };

    [Fact]
    public void What_knative_filled_in_is_no_drift() => Correct(Live()).Should().BeNull();

    [Theory]
    [MemberData(nameof(Drifts))]
    public void A_drift_is_corrected_by_one_write(string drift)
    {
        var live = Live();
        Edits[drift](live);

        var corrected = Correct(live);

        corrected.Should().NotBeNull();
        corrected!.Metadata.ResourceVersion.Should().Be("957", "a write must not hide what somebody else writes meanwhile");
        ServiceDrift.Correct(corrected, Desired, Traffic).Should().BeNull("nothing is left to correct");
    }

    [Fact]
    public void A_field_that_is_no_longer_wanted_is_noticed_by_the_hash()
    {
        var before = Some.Rendered(Some.InferenceService("""{"containers":[{"image":"x"}],"timeout":60}"""));
        var after = Some.Rendered(Some.InferenceService("""{"containers":[{"image":"x"}]}"""));
        var live = new KnativeService
        {
            Metadata = new() { Name = before.Name, Labels = before.Labels },
            Spec = new() { Template = before.Template, Traffic = Traffic },
        };

        ServiceDrift.Correct(live, after, Traffic)!.Spec!.Template!.Value.GetRawText().Should().NotContain("timeoutSeconds");
    }

    [Fact]
    public void What_belongs_to_others_survives_a_correction()
    {
        var live = Live();
        live["metadata"]!["labels"]!["team"] = "fraud";
        live["metadata"]!["finalizers"] = new JsonArray("example.com/keep");
        live["spec"]!["traffic"]![0]!["percent"] = 50;
        live["spec"]!["later"] = true;

        var corrected = Correct(live)!;

        corrected.Metadata.Labels.Should().Contain("team", "fraud");
        corrected.Metadata.Annotations.Should().Contain("serving.knative.dev/creator", "admin");
        corrected.Metadata.Finalizers.Should().Equal("example.com/keep");
        corrected.Spec!.AdditionalProperties.Should().ContainKey("later");
    }

    [Theory]
    [InlineData("""{"tag":"","revisionName":""}""")]
    [InlineData("""{"configurationName":"walk","url":"http://latest"}""")]
    public void Empty_text_and_what_a_status_adds_are_no_difference_in_traffic(string extra)
    {
        var live = Live();
        foreach (var (name, value) in JsonNode.Parse(extra)!.AsObject())
        {
            live["spec"]!["traffic"]![0]![name] = value?.DeepClone();
        }

        Correct(live).Should().BeNull();
    }

    private static JsonArray Containers(JsonNode service) => service["spec"]!["template"]!["spec"]!["containers"]!.AsArray();

    private static JsonNode Annotations(JsonNode service) => service["spec"]!["template"]!["metadata"]!["annotations"]!;

    private static JsonNode? Taken(JsonArray list, int index)
    {
        var item = list[index];
        list.RemoveAt(index);
        return item;
    }

    private static KnativeService? Correct(JsonNode live) =>
        ServiceDrift.Correct(Json.Read(live, ApiJsonContext.Default.KnativeService), Desired, Traffic);

    /// <summary>The desired Service after Knative's defaulting webhook and the API server, in the shape of the recorded objects.</summary>
    private static JsonNode Live() => JsonNode.Parse(
        $$"""
        {
          "apiVersion": "serving.knative.dev/v1",
          "kind": "Service",
          "metadata": {
            "annotations": {"serving.knative.dev/creator": "admin", "serving.knative.dev/lastModifier": "admin"},
            "creationTimestamp": "2026-11-22T11:04:25Z",
            "generation": 6,
            "labels": {"component": "predictor", "serving.kserve.io/inferenceservice": "my-model"},
            "name": "my-model-predictor",
            "namespace": "demo",
            "resourceVersion": "957"
          },
          "spec": {
            "template": {
              "metadata": {
                "annotations": {
                  "autoscaling.knative.dev/class": "kpa.autoscaling.knative.dev",
                  "autoscaling.knative.dev/min-scale": "1",
                  "canaryoperator.io/template-hash": "{{Desired.TemplateHash}}"
                },
                "labels": {"component": "predictor", "serving.kserve.io/inferenceservice": "my-model"}
              },
              "spec": {
                "containerConcurrency": 0,
                "containers": [
                  {
                    "env": [{"name": "INFERENCE_SERVICE_NAME", "value": "my-model"}],
                    "image": "dev.local/model:2",
                    "name": "kserve-container",
                    "readinessProbe": {"successThreshold": 1, "tcpSocket": {"port": 0} },
                    "resources": {}
                  }
                ],
                "enableServiceLinks": false,
                "timeoutSeconds": 300
              }
            },
            "traffic": [
              {"latestRevision": true, "percent": 10},
              {"latestRevision": false, "percent": 90, "revisionName": "walk-00001", "tag": "prev"}
            ]
          }
        }
        """)!;
}
