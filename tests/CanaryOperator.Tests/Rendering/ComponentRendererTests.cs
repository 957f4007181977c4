using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Rendering;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Rendering;

/// <summary>Transformers and explainers, and what is the same for every component.</summary>
public sealed class ComponentRendererTests
{
    private const string Visibility = "networking.knative.dev/visibility";

    [Fact]
    public void A_transformer_is_told_its_model_and_its_predictor()
    {
        var desired = Render("""{"containers":[{"name":"kserve-container","image":"t:1","args":["--x"]}],"minReplicas":2,"timeout":30}""");

        desired.Name.Should().Be("my-model-transformer");
        desired.Labels.Should().Contain("component", "transformer").And.Contain("serving.kserve.io/inferenceservice", "my-model");
        var template = Some.Template(desired);
        template["spec"].ShouldBeJson(
            """
            {
              "containers": [
                {
                  "name": "kserve-container", "image": "t:1",
                  "args": ["--x", "--model_name", "my-model", "--predictor_host", "my-model-predictor.demo", "--http_port", "8080"]
                }
              ],
              "timeoutSeconds": 30, "responseStartTimeoutSeconds": 30
            }
            """);
        template["metadata"]!["labels"].ShouldBeJson("""{"component":"transformer","serving.kserve.io/inferenceservice":"my-model"}""");
        ((string?)template["metadata"]!["annotations"]!["autoscaling.knative.dev/min-scale"]).Should().Be("2");
    }

    [Theory]
    [InlineData("null", "--model_name my-model --predictor_host my-model-predictor.demo --http_port 8080")]
    [InlineData("""["--model_name","other"]""", "--model_name other --predictor_host my-model-predictor.demo --http_port 8080")]
    [InlineData(
        """["--predictor_host=elsewhere:80","--http_port=9090"]""", "--predictor_host=elsewhere:80 --http_port=9090 --model_name my-model")]
    [InlineData("""["--model_names"]""", "--model_names --model_name my-model --predictor_host my-model-predictor.demo --http_port 8080")]
    public void Arguments_that_the_author_gives_are_not_given_again(string args, string expected)
    {
        var desired = Render($$"""{"containers":[{"name":"kserve-container","args":{{args}} }]}""");

        string.Join(' ', Server(desired)["args"]!.AsArray()).Should().Be(expected);
    }

    [Fact]
    public void An_explainer_is_rendered_in_the_same_way()
    {
        var desired = Render("""{"containers":[{"name":"kserve-container","image":"e:1"}]}""", ComponentType.Explainer);

        desired.Name.Should().Be("my-model-explainer");
        desired.Labels.Should().Contain("component", "explainer");
        Server(desired)["args"]!.AsArray().Select(argument => (string?)argument).Should().StartWith(["--model_name", "my-model"]);
    }

    [Fact]
    public void Helpers_of_a_transformer_are_left_alone() =>
        Some.Template(Render("""{"containers":[{"name":"helper"},{"name":"kserve-container","args":["--x"]}]}"""))
            ["spec"]!["containers"]![0].ShouldBeJson("""{"name":"helper"}""");

    [Theory]
    [InlineData("""{"containers":[{"name":"a"},{"name":"b"}]}""")]
    [InlineData("""{"containers":[]}""")]
    [InlineData("{}")]
    public void A_transformer_that_nothing_serves_is_refused(string transformer) =>
        FluentActions.Invoking(() => Render(transformer))
            .Should().Throw<RenderingException>().WithMessage("spec.transformer.containers has none called kserve-container*");

    [Fact]
    public void A_runtime_is_the_predictors_alone()
    {
        var inferenceService = Some.Flowers() with
        {
            Spec = Some.InferenceService("{}").Spec! with { Transformer = new() { Containers = [new() { Name = "kserve-container" }] } },
        };
        var runtime = Some.Runtime("""{"annotations":{"a":"b"},"labels":{"a":"b"},"nodeSelector":{"a":"b"}}""");

        var with = Some.Rendered(inferenceService, ComponentType.Transformer, runtime);

        with.TemplateHash.Should().Be(Some.Rendered(inferenceService, ComponentType.Transformer).TemplateHash);
    }

    [Fact]
    public void Metadata_on_the_configured_lists_stays_with_its_object()
    {
        var config = new InferenceServiceConfig
        {
            ServiceDefaults = new() { ServiceAnnotationDisallowedList = ["secret"], ServiceLabelDisallowedList = ["cost"] },
        };
        var inferenceService = Some.InferenceService(
                """{"containers":[{"image":"x"}],"labels":{"cost":"2"},"annotations":{"secret":"2"}}""")
            .WithLabels(("cost", "1"), ("team", "fraud"))
            .WithAnnotations(("secret", "1"), ("public", "1"));

        var desired = Some.Rendered(inferenceService, ComponentType.Predictor, config: config);

        desired.Labels.Keys.Should().BeEquivalentTo("team", "component", "serving.kserve.io/inferenceservice");
        var metadata = Some.Template(desired)["metadata"]!;
        metadata["labels"]!.AsObject().Select(label => label.Key).Should().BeEquivalentTo(desired.Labels.Keys);
        metadata["annotations"]!.AsObject().ContainsKey("secret").Should().BeFalse();
        metadata["annotations"]!.AsObject().ContainsKey("public").Should().BeTrue();
    }

    [Fact]
    public void Every_component_has_its_own_visibility()
    {
        var desired = Render($$"""{"containers":[{"name":"kserve-container"}],"labels":{"{{Visibility}}":"cluster-local"} }""");

        desired.Labels.Should().Contain(Visibility, "cluster-local");
        Some.Template(desired)["metadata"]!["labels"]!.AsObject().ContainsKey(Visibility).Should().BeFalse();
    }

    [Theory]
    [InlineData(WellKnown.RolloutDurationAnnotation)]
    [InlineData("serving.knative.openshift.io/enablePassthrough")]
    public void Annotations_for_the_Service_do_not_make_revisions(string key)
    {
        var plain = Some.InferenceService("""{"containers":[{"image":"x"}]}""");
        var annotated = Some.Rendered(plain.WithAnnotations((key, "60s")));

        annotated.Annotations.Should().Equal(new Dictionary<string, string> { [key] = "60s" });
        annotated.TemplateHash.Should().Be(Some.Rendered(plain).TemplateHash);
    }

    [Theory]
    [InlineData("3", "3")]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("many", null)]
    public void An_initial_scale_that_Knative_would_refuse_is_dropped(string written, string? rendered)
    {
        const string key = "autoscaling.knative.dev/initial-scale";
        var inferenceService = Some.InferenceService("""{"containers":[{"image":"x"}]}""").WithAnnotations((key, written));

        ((string?)Some.Template(Some.Rendered(inferenceService))["metadata"]!["annotations"]![key]).Should().Be(rendered);
    }

    private static JsonNode Server(DesiredService desired) => Some.Template(desired)["spec"]!["containers"]![0]!;

    /// <param name="component">JSON of the transformer or explainer.</param>
    private static DesiredService Render(string component, ComponentType type = ComponentType.Transformer)
    {
        var spec = $$"""{"predictor":{"containers":[{"image":"x"}]},"{{type.Key()}}":{{component}} }""";
        var inferenceService = Some.InferenceService("{}") with
        {
            Spec = Json.Read($$"""{"spec":{{spec}} }""", ApiJsonContext.Default.InferenceService).Spec,
        };
        return Some.Rendered(inferenceService, type);
    }
}
