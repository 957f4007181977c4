using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Api.V1Alpha1;
using CanaryOperator.Rendering;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Rendering;

public sealed class PredictorRendererTests
{
    private static readonly ClusterServingRuntime Runtime = Some.RuntimeFor("sklearn");

    [Theory]
    [InlineData("""{"sklearn":{"storageUri":"gs://m"}}""", "example.com/sklearn:1")]
    [InlineData("""{"sklearn":{"storageUri":"gs://m","runtimeVersion":"2"}}""", "example.com/sklearn:2")]
    [InlineData("""{"model":{"modelFormat":{"name":"sklearn"},"storageUri":"gs://m"}}""", "example.com/sklearn:1")]
    [InlineData("""{"model":{"modelFormat":{"name":"sklearn"},"image":"mine:7"}}""", "mine:7")]
    [InlineData("""{"model":{"modelFormat":{"name":"sklearn"},"image":"mine:7","runtimeVersion":"8"}}""", "mine:8")]
    public void Image_comes_from_the_runtime_unless_the_model_says_otherwise(string predictor, string image) =>
        ((string?)Server(predictor)["image"]).Should().Be(image);

    [Fact]
    public void The_old_form_and_the_new_one_render_alike()
    {
        var old = Some.InferenceService("""{"sklearn":{"storageUri":"gs://m","args":["--x"]}}""");
        var present = Some.InferenceService("""{"model":{"modelFormat":{"name":"sklearn"},"storageUri":"gs://m","args":["--x"]}}""");

        Some.Rendered(old, Runtime).TemplateHash.Should().Be(Some.Rendered(present, Runtime).TemplateHash);
    }

    [Fact]
    public void A_models_container_fields_are_laid_over_the_runtime_and_others_stay_out() =>
        Server("""{"sklearn":{"args":["--x"],"env":[{"name":"A","value":"{{.Name}}"}],"protocolVersion":"v1","storage":{},"typo":1}}""")
            .ShouldBeJson(
                """
                {
                  "name": "kserve-container", "image": "example.com/sklearn:1", "args": ["--model=my-model", "--x"],
                  "env": [{"name": "A", "value": "{{.Name}}"}, {"name": "INFERENCE_SERVICE_NAME", "value": "my-model"}]
                }
                """);

    [Fact]
    public void Helpers_of_runtime_and_predictor_follow_the_server()
    {
        var runtime = Some.Runtime("""{"containers":[{"name":"helper","image":"h"},{"name":"kserve-container","image":"s"}]}""");
        var predictor = """{"sklearn":{},"containers":[{"name":"mine","image":"m"},{"name":"more","image":"n"}]}""";

        Template(predictor, runtime)["spec"]!["containers"]!.AsArray().Select(container => (string?)container!["name"])
            .Should().Equal("kserve-container", "helper", "mine", "more");
    }

    [Fact]
    public void A_helper_called_like_one_of_the_runtimes_changes_that_one()
    {
        var runtime = Some.Runtime("""{"containers":[{"name":"kserve-container"},{"name":"helper","image":"h:1","command":["run"]}]}""");

        var containers = Template("""{"sklearn":{},"containers":[{"name":"helper","image":"h:2"}]}""", runtime)["spec"]!["containers"]!;

        containers.AsArray().Should().HaveCount(2);
        containers[1]!["image"]!.GetValue<string>().Should().Be("h:2");
        containers[1]!["command"].ShouldBeJson("""["run"]""");
    }

    [Theory]
    [InlineData("""[{"image":"mine:1","env":[{"name":"A","value":"1"}]}]""")]
    [InlineData("""[{"name":"server","image":"mine:1","env":[{"name":"A","value":"1"}]}]""")]
    [InlineData("""[{"name":"kserve-container","image":"mine:1","env":[{"name":"A","value":"1"}]}]""")]
    public void Custom_containers_need_no_runtime(string containers) =>
        Template($$"""{"containers":{{containers}} }""", null)["spec"]!["containers"]
            .ShouldBeJson(
                """
                [{
                  "name": "kserve-container", "image": "mine:1",
                  "env": [{"name": "A", "value": "1"}, {"name": "INFERENCE_SERVICE_NAME", "value": "my-model"}]
                }]
                """);

    [Theory]
    [InlineData("image", "5")]
    [InlineData("args", "{}")]
    [InlineData("args", "[1,null]")]
    [InlineData("env", "\"odd\"")]
    [InlineData("env", "[1,null,{},{\"name\":{}}]")]
    [InlineData("resources", "[]")]
    [InlineData("resources", "{\"limits\":[]}")]
    [InlineData("volumeMounts", "[{\"mountPath\":1}]")]
    public void A_field_of_the_wrong_type_goes_through_to_Knative_which_refuses_it_by_name(string field, string value)
    {
        var predictor = $$"""{"sklearn":{"storageUri":"pvc://claim","{{field}}":{{value}} } }""";
        var container = $$"""{"containers":[{"name":"kserve-container","{{field}}":{{value}} },{},{}]}""";

        FluentActions.Invoking(() => Template(predictor, Runtime)).Should().NotThrow();
        Template(container, null)["spec"]!["containers"]!.AsArray().Should().HaveCount(3);
    }

    [Fact]
    public void A_runtime_without_a_model_server_is_refused() =>
        FluentActions.Invoking(() => Template("""{"sklearn":{}}""", Some.Runtime("""{"containers":[{"name":"other"}]}""", "odd")))
            .Should().Throw<RenderingException>().WithMessage("*ClusterServingRuntime odd has no container called kserve-container*");

    [Theory]
    [InlineData("""{"serviceAccountName":"reader"}""", """{"serviceAccountName":"reader"}""")]
    [InlineData("""{"nodeSelector":{"gpu":"a100"}}""", """{"nodeSelector":{"gpu":"a100"}}""")]
    [InlineData("""{"tolerations":[{"key":"gpu"}],"typo":1}""", """{"tolerations":[{"key":"gpu"}]}""")]
    [InlineData("""{"timeout":60}""", """{"timeoutSeconds":60,"responseStartTimeoutSeconds":60}""")]
    [InlineData("""{"containerConcurrency":0}""", """{"containerConcurrency":0}""")]
    [InlineData("""{"containerConcurrency":5}""", """{"containerConcurrency":5}""")]
    [InlineData("""{"logger":{"mode":"all"},"minReplicas":3,"canaryTrafficPercent":5}""", "{}")]
    public void Pod_fields_reach_the_pod_and_nothing_else_does(string fields, string expected)
    {
        var predictor = JsonNode.Parse(fields)!.AsObject();
        predictor["sklearn"] = new JsonObject();

        var spec = Template(predictor.ToJsonString(), Runtime)["spec"]!.AsObject();

        spec.Remove("containers");
        spec.ShouldBeJson(expected);
    }

    [Fact]
    public void The_predictors_pod_fields_win_over_the_runtimes()
    {
        var runtime = Some.Runtime(
            """
            {
              "containers": [{"name": "kserve-container"}],
              "serviceAccountName": "runtime",
              "priorityClassName": "high",
              "builtInAdapter": {"serverType": "x"}
            }
            """);

        var spec = Template("""{"sklearn":{},"serviceAccountName":"mine"}""", runtime)["spec"]!.AsObject();

        spec.Remove("containers");
        spec.ShouldBeJson("""{"serviceAccountName":"mine","priorityClassName":"high"}""");
    }

    [Fact]
    public void Pod_fields_of_both_are_merged_as_Kubernetes_does()
    {
        var runtime = Some.Runtime(
            """
            {
              "containers": [{"name": "kserve-container"}],
              "volumes": [{"name": "devshm", "emptyDir": {"medium": "Memory"}}, {"name": "cache", "emptyDir": {}}],
              "nodeSelector": {"arch": "amd64", "gpu": "t4"},
              "tolerations": [{"key": "spot"}]
            }
            """);
        var predictor =
            """
            {
              "sklearn": {},
              "volumes": [{"name": "cache", "configMap": {"name": "warm"}}, {"name": "mine", "emptyDir": {}}],
              "nodeSelector": {"gpu": "a100"},
              "tolerations": [{"key": "gpu"}]
            }
            """;

        var spec = Template(predictor, runtime)["spec"]!.AsObject();

        spec.Remove("containers");
        spec.ShouldBeJson(
            """
            {
              "volumes": [
                {"name": "devshm", "emptyDir": {"medium": "Memory"}},
                {"name": "cache", "configMap": {"name": "warm"}},
                {"name": "mine", "emptyDir": {}}
              ],
              "nodeSelector": {"arch": "amd64", "gpu": "a100"},
              "tolerations": [{"key": "gpu"}]
            }
            """);
    }

    [Theory]
    [InlineData("{}", "min-scale=1")]
    [InlineData("""{"minReplicas":0}""", "min-scale=0")]
    [InlineData("""{"minReplicas":2,"maxReplicas":5}""", "max-scale=5 min-scale=2")]
    [InlineData("""{"maxReplicas":0}""", "min-scale=1")]
    [InlineData("""{"scaleTarget":10,"scaleMetric":"rps"}""", "metric=rps min-scale=1 target=10")]
    [InlineData("""{"annotations":{"autoscaling.knative.dev/min-scale":"9","autoscaling.knative.dev/max-scale":"9"}}""", "min-scale=1")]
    [InlineData("""{"annotations":{"autoscaling.knative.dev/window":"30s"}}""", "min-scale=1 window=30s")]
    public void Scaling_becomes_annotations_of_the_template(string fields, string expected)
    {
        const string prefix = "autoscaling.knative.dev/";
        var annotations = AnnotationsOf(fields);

        annotations["autoscaling.knative.dev/class"].Should().Be("kpa.autoscaling.knative.dev");
        annotations.Remove("autoscaling.knative.dev/class");
        var scaling = annotations.Where(annotation => annotation.Key.StartsWith(prefix, StringComparison.Ordinal));
        string.Join(' ', scaling.Select(annotation => $"{annotation.Key[prefix.Length..]}={annotation.Value}").Order())
            .Should().Be(expected);
    }

    [Fact]
    public void The_users_autoscaler_class_stays() =>
        AnnotationsOf("""{"annotations":{"autoscaling.knative.dev/class":"hpa.autoscaling.knative.dev"}}""")
            .Should().Contain("autoscaling.knative.dev/class", "hpa.autoscaling.knative.dev");

    [Fact]
    public void Labels_and_annotations_of_the_predictor_win_over_the_services_and_those_over_the_runtimes()
    {
        var runtime = Some.Runtime(
            """
            {
              "containers": [{"name": "kserve-container"}],
              "labels": {"a": "runtime", "b": "runtime", "c": "runtime", "component": "runtime"},
              "annotations": {"a": "runtime", "b": "runtime", "c": "runtime"}
            }
            """);
        var inferenceService = Some.InferenceService("""{"sklearn":{},"labels":{"c":"predictor"},"annotations":{"c":"predictor"}}""")
            .WithLabels(("b", "service"), ("c", "service"), ("serving.kserve.io/inferenceservice", "somebody-else"))
            .WithAnnotations(("b", "service"), ("c", "service"));

        var desired = Some.Rendered(inferenceService, runtime);

        var metadata = Some.Template(desired)["metadata"]!;
        metadata["labels"].ShouldBeJson(
            """{"a":"runtime","b":"service","c":"predictor","component":"predictor","serving.kserve.io/inferenceservice":"my-model"}""");
        metadata["annotations"]!.AsObject().Where(annotation => annotation.Key.Length == 1).Select(annotation => (string)annotation.Value!)
            .Should().Equal("runtime", "service", "predictor");
        desired.Labels.Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["b"] = "service",
            ["c"] = "predictor",
            ["component"] = "predictor",
            ["serving.kserve.io/inferenceservice"] = "my-model",
        });
    }

    [Theory]
    [InlineData("autoscaling.knative.dev/max-scale")]
    [InlineData("kubectl.kubernetes.io/last-applied-configuration")]
    [InlineData("modelFormat")]
    [InlineData("serving.knative.dev/rollout-duration")]
    [InlineData("serving.knative.openshift.io/enablePassthrough")]
    [InlineData("internal.serving.kserve.io/storage-initializer-sourceuri")]
    [InlineData("internal.serving.kubeflow.org/storage-initializer-sourceuri")]
    public void Some_annotations_never_reach_a_template(string key)
    {
        var inferenceService = Some.InferenceService("""{"containers":[{"image":"x"}]}""").WithAnnotations((key, "1"), ("other", "2"));

        var annotations = Some.Template(Some.Rendered(inferenceService))["metadata"]!["annotations"]!.AsObject();

        annotations.ContainsKey(key).Should().BeFalse();
        annotations.ContainsKey("other").Should().BeTrue();
    }

    [Fact]
    public void Visibility_is_a_label_of_the_Service_alone()
    {
        const string visibility = "networking.knative.dev/visibility";

        var desired = Some.Rendered(Some.InferenceService("""{"containers":[{"image":"x"}]}""").WithLabels((visibility, "cluster-local")));

        desired.Labels[visibility].Should().Be("cluster-local");
        Some.Template(desired)["metadata"]!["labels"]!.AsObject().ContainsKey(visibility).Should().BeFalse();
    }

    [Fact]
    public void Rollout_duration_is_an_annotation_of_the_Service_alone()
    {
        var desired = Some.Rendered(Some.Flowers().WithAnnotations((WellKnown.RolloutDurationAnnotation, "60s"), ("a", "b")), Runtime);

        desired.Annotations.Should().Equal(new Dictionary<string, string> { [WellKnown.RolloutDurationAnnotation] = "60s" });
    }

    [Theory]
    [InlineData(WellKnown.KServeGroup, "serving.kserve.io/enable-tag-routing", "true", "latest")]
    [InlineData(WellKnown.KFServingGroup, "serving.kubeflow.org/enable-tag-routing", "true", "latest")]
    [InlineData(WellKnown.KServeGroup, "serving.kubeflow.org/enable-tag-routing", "true", null)]
    [InlineData(WellKnown.KServeGroup, "serving.kserve.io/enable-tag-routing", "True", null)]
    [InlineData(WellKnown.KServeGroup, "serving.kserve.io/enable-tag-routing", "false", null)]
    public void The_newest_revision_gets_a_tag_only_when_asked_in_its_own_group(string group, string key, string value, string? tag) =>
        Some.Rendered(Some.Flowers(group: group).WithAnnotations((key, value)), Runtime).LatestTag.Should().Be(tag);

    private static JsonNode Template(string predictor, ClusterServingRuntime? runtime) =>
        Some.Template(Some.Rendered(Some.InferenceService(predictor), runtime));

    private static JsonObject Server(string predictor) => Template(predictor, Runtime)["spec"]!["containers"]![0]!.AsObject();

    private static Dictionary<string, string> AnnotationsOf(string fields)
    {
        var predictor = JsonNode.Parse(fields)!.AsObject();
        predictor["sklearn"] = new JsonObject();
        return Template(predictor.ToJsonString(), Runtime)["metadata"]!["annotations"]!.AsObject()
            .ToDictionary(annotation => annotation.Key, annotation => (string)annotation.Value!);
    }
}
