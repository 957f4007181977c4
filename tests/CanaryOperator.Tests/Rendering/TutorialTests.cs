using CanaryOperator.Api;
using CanaryOperator.Rendering;
using CanaryOperator.Testing;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Rendering;

/// <summary>The tutorial's files, as a whole.</summary>
public sealed class TutorialTests
{
    [Theory]
    [InlineData("samples/canary", WellKnown.KFServingGroup, "ce9f940e1ae62699")]
    [InlineData("samples/canary/kserve", WellKnown.KServeGroup, "6452f4bfd6210a32")]
    public void Render_makes_this_template_of_the_canary(string folder, string group, string hash)
    {
        var desired = Render($"{folder}/canary.yaml");

        desired.Name.Should().Be("my-model-predictor");
        desired.LatestTag.Should().BeNull();
        desired.TemplateHash.Should().Be(hash);
        desired.Annotations.Should().BeEmpty();
        desired.Labels.Should().Equal(new Dictionary<string, string>
        {
            ["component"] = "predictor",
            [$"{group}/inferenceservice"] = "my-model",
        });
        desired.Template.ShouldBeJson(
            $$"""
            {
              "metadata": {
                "annotations": {
                  "autoscaling.knative.dev/class": "kpa.autoscaling.knative.dev",
                  "autoscaling.knative.dev/min-scale": "1",
                  "canaryoperator.io/template-hash": "{{hash}}",
                  "internal.{{group}}/storage-initializer-sourceuri": "gs://kfserving-samples/models/tensorflow/flowers-2",
                  "prometheus.kserve.io/path": "/metrics",
                  "prometheus.kserve.io/port": "8080"
                },
                "labels": {
                  "component": "predictor",
                  "{{group}}/inferenceservice": "my-model"
                }
              },
              "spec": {
                "containers": [
                  {
                    "name": "kserve-container",
                    "image": "tensorflow/serving:2.6.2",
                    "command": ["/usr/bin/tensorflow_model_server"],
                    "env": [{"name": "INFERENCE_SERVICE_NAME", "value": "my-model"}],
                    "args": [
                      "--model_name=my-model",
                      "--port=9000",
                      "--rest_api_port=8080",
                      "--model_base_path=/mnt/models",
                      "--rest_api_timeout_in_ms=60000"
                    ],
                    "resources": {
                      "requests": {"cpu": "1", "memory": "2Gi"},
                      "limits": {"cpu": "1", "memory": "2Gi"}
                    },
                    "securityContext": {
                      "allowPrivilegeEscalation": false,
                      "privileged": false,
                      "runAsNonRoot": true,
                      "capabilities": {"drop": ["ALL"]}
                    }
                  }
                ]
              }
            }
            """);
    }

    [Theory]
    [InlineData("samples/canary")]
    [InlineData("samples/canary/kserve")]
    public void Promoting_and_pinning_do_not_change_the_template(string folder)
    {
        var hashes = new[] { "default", "canary", "promotion", "pinned" }
            .ToDictionary(step => step, step => Render($"{folder}/{step}.yaml").TemplateHash);

        hashes["promotion"].Should().Be(hashes["canary"]);
        hashes["pinned"].Should().Be(hashes["canary"]);
        hashes["default"].Should().NotBe(hashes["canary"]);
    }

    private static DesiredService Render(string path)
    {
        var inferenceService = Json.Read(YamlFile.Read(path), ApiJsonContext.Default.InferenceService);
        var runtime = Json.Read(YamlFile.Read("samples/runtimes/tensorflow.yaml"), ApiJsonContext.Default.ClusterServingRuntime);
        return Some.Rendered(inferenceService, runtime);
    }
}
