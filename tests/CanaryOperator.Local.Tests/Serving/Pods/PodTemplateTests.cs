using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Local.Serving.ModelServers;
using CanaryOperator.Local.Serving.Pods;
using CanaryOperator.Local.Serving.Pods.Kubelet;
using CanaryOperator.Local.Serving.Pods.Model;
using CanaryOperator.Local.Serving.Pods.Scaling;

namespace CanaryOperator.Local.Tests.Serving.Pods;

public sealed class PodTemplateTests
{
    private const string Spec = """
        {
          "containerConcurrency": 0, "timeoutSeconds": 300, "enableServiceLinks": false,
          "containers": [{
            "name": "kserve-container", "image": "model:1", "args": ["--model_name", "flowers", "--predictor_host=p.default"],
            "readinessProbe": {"successThreshold": 1, "tcpSocket": {"port": 0}},
            "livenessProbe": {"httpGet": {"path": "/"}}, "startupProbe": {"tcpSocket": {"port": 9000}}
          }]
        }
        """;

    [Fact]
    public void A_pod_is_what_Knative_makes_of_the_template()
    {
        var pod = PodTemplate.Pod(Revision(Spec), "m-00001-deployment-x-y");

        JsonNode.DeepEquals(pod.Spec, JsonNode.Parse("""
            {
              "enableServiceLinks": false, "terminationGracePeriodSeconds": 300, "nodeName": "local",
              "containers": [
                {
                  "name": "kserve-container", "image": "model:1", "args": ["--model_name", "flowers", "--predictor_host=p.default"],
                  "ports": [{"name": "user-port", "containerPort": 8080}],
                  "livenessProbe": {"httpGet": {"path": "/", "port": 8080}}, "startupProbe": {"tcpSocket": {"port": 9000}}
                },
                {"name": "queue-proxy", "image": "knative.dev/serving/cmd/queue"}
              ]
            }
            """)).Should().BeTrue($"{pod.Spec}");
        pod.Metadata.Labels.Should().Equal(new Dictionary<string, string>
        {
            ["serving.knative.dev/service"] = "m",
            ["serving.kserve.io/inferenceservice"] = "m",
            ["app"] = "m-00001",
            ["pod-template-hash"] = PodNames.TemplateHash("m-00001"),
            ["serving.knative.dev/revision"] = "m-00001",
            ["serving.knative.dev/revisionUID"] = "uid",
        });
        pod.Metadata.Annotations.Should().Equal(new Dictionary<string, string> { ["autoscaling.knative.dev/min-scale"] = "1" });
        pod.GetController().Should().BeEquivalentTo(new { Kind = "Revision", Name = "m-00001", Uid = "uid" });
    }

    [Fact]
    public void A_port_that_the_template_names_stays()
    {
        var spec = """{"containers":[{"name":"a"},{"name":"b","ports":[{"name":"h2c","containerPort":9000}]}]}""";

        var containers = PodTemplate.Pod(Revision(spec), "p").Spec!["containers"]!.AsArray();

        containers[0]!["ports"].Should().BeNull();
        ((int)containers[1]!["ports"]![0]!["containerPort"]!).Should().Be(9000);
    }

    [Fact]
    public void Names_are_those_of_a_ReplicaSet_and_follow_from_the_seed()
    {
        var name = PodNames.Create("my-model-predictor-00001", new Random(7));

        name.Should().MatchRegex("^my-model-predictor-00001-deployment-[b-z2-9]{8,10}-[b-z2-9]{5}$")
            .And.Be(PodNames.Create("my-model-predictor-00001", new Random(7)))
            .And.NotBe(PodNames.Create("my-model-predictor-00001", new Random(8)));
        PodNames.TemplateHash("my-model-predictor-00001").Should().NotBe(PodNames.TemplateHash("my-model-predictor-00002"));
    }

    [Fact]
    public void The_model_server_is_told_what_the_pod_says()
    {
        var created = PodTemplate.Pod(Revision(Spec), "p");
        var pod = JsonSerializer.SerializeToNode(created, KnativeJsonContext.Default.RawObject).Deserialize(PodJsonContext.Default.Pod)!;
        var options = new PodsOptions { Servers = new FakeModelServers(), Demand = new(TimeProvider.System) };

        var server = PodServer.OptionsOf(pod, new ServerBehavior(), options);

        server.Should().BeEquivalentTo(
            new { Service = "m", Revision = "m-00001", Pod = "p", Model = "flowers", PredictorHost = "p.default" });
    }

    [Fact]
    public void An_annotation_without_sense_is_what_the_container_ends_with()
    {
        var annotations = new Dictionary<string, string> { [ServerBehavior.LoadTimeAnnotation] = "soon" };

        PodServer.BehaviorOf(new Pod { Metadata = new V1ObjectMeta { Annotations = annotations } })
            .LoadFailure.Should().Contain(ServerBehavior.LoadTimeAnnotation).And.Contain("'soon'");
    }

    private static KnativeObject Revision(string spec) => new()
    {
        ApiVersion = "serving.knative.dev/v1",
        Kind = "Revision",
        Metadata = new V1ObjectMeta
        {
            Name = "m-00001",
            NamespaceProperty = "default",
            Uid = "uid",
            Labels = new Dictionary<string, string>
            {
                ["serving.knative.dev/service"] = "m",
                ["serving.kserve.io/inferenceservice"] = "m",
                ["serving.knative.dev/routingState"] = "active",
            },
            Annotations = new Dictionary<string, string>
            {
                ["autoscaling.knative.dev/min-scale"] = "1",
                ["serving.knative.dev/routes"] = "m",
                ["serving.knative.dev/routingStateModified"] = "2026-11-22T11:04:31Z",
            },
        },
        Spec = JsonSerializer.Deserialize(spec, KnativeJsonContext.Default.KnativeSpec)!,
    };
}
