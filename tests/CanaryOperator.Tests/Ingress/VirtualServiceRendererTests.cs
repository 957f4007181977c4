using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Api.Istio;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Ingress;
using CanaryOperator.Testing;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Ingress;

public sealed class VirtualServiceRendererTests
{
    private static readonly IngressConfig Ingress = new();

    [Fact]
    public void Plain() => Render(Routes.InferenceService()).ShouldBeGolden("plain");

    [Fact]
    public void With_a_transformer() =>
        Render(Routes.InferenceService("my-model", "demo", ComponentType.Transformer)).ShouldBeGolden("transformer");

    [Fact]
    public void With_an_explainer() =>
        Render(Routes.InferenceService("my-model", "demo", ComponentType.Explainer)).ShouldBeGolden("explainer");

    [Fact]
    public void With_a_path_template() => Render(
        Routes.InferenceService("my-model", "demo", ComponentType.Explainer),
        Ingress with { PathTemplate = "/serving/{{ .Namespace }}/{{ .Name }}" }).ShouldBeGolden("path-template");

    [Fact]
    public void With_additional_domains() => Render(
        Routes.InferenceService(),
        Ingress with { AdditionalIngressDomains = ["models.example.org", "example.com"] }).ShouldBeGolden("additional-domains");

    [Fact]
    public void Cluster_local()
    {
        var inferenceService = Routes.InferenceService().ClusterLocal();

        Render(inferenceService, Ingress with { PathTemplate = "/{{ .Name }}", AdditionalIngressDomains = ["example.org"] })
            .ShouldBeGolden("cluster-local");
    }

    [Fact]
    public void Additional_domains_do_without_Knative_s_domain_being_the_ingress_domain()
    {
        var rendered = Render(
            Routes.InferenceService(), Ingress with { IngressDomain = "elsewhere.net", AdditionalIngressDomains = ["example.org"] });

        rendered.Spec!.Hosts.Should().Contain("my-model.demo.example.org");
    }

    [Fact]
    public void A_gateway_of_Knative_s_own_and_other_gateways_are_configured()
    {
        var rendered = Render(Routes.InferenceService(), Ingress with
        {
            IngressGateway = "a/outer", LocalGateway = "a/inner", KnativeLocalGatewayService = "knative.istio-system.svc.cluster.local",
        });

        rendered.Spec!.Gateways.Should().Equal("a/inner", "mesh", "a/outer");
        rendered.Spec.Http![0].Route![0].Destination!.Host.Should().Be("knative.istio-system.svc.cluster.local");
    }

    [Fact]
    public void Labels_and_annotations_that_may_reach_children_are_copied()
    {
        var inferenceService = Routes.InferenceService().WithLabels(("team", "vision"), ("secret", "1")).WithAnnotations(
            ("note", "hello"), ("autoscaling.knative.dev/min-scale", "1"), ("kubectl.kubernetes.io/last-applied-configuration", "{}"));
        var config = Routes.Config with { ServiceDefaults = new() { ServiceLabelDisallowedList = ["secret"] } };

        var rendered = VirtualServiceRenderer.Render(inferenceService, inferenceService.Urls(), config);

        rendered.Metadata.Labels.Should().Equal(new Dictionary<string, string>
        {
            ["app.kubernetes.io/managed-by"] = "canary-operator",
            ["serving.kserve.io/inferenceservice"] = "my-model",
            ["team"] = "vision",
        });
        rendered.Metadata.Annotations.Should().Equal(new Dictionary<string, string> { ["note"] = "hello" });
    }

    private static VirtualService Render(InferenceService inferenceService, IngressConfig? ingress = null) =>
        VirtualServiceRenderer.Render(inferenceService, inferenceService.Urls(ingress), Routes.With(ingress ?? Ingress));
}

internal static class GoldenVirtualServices
{
    public static void ShouldBeGolden(this VirtualService rendered, string name)
    {
        var json = JsonNode.Parse(JsonSerializer.Serialize(rendered, ApiJsonContext.Default.VirtualService));
        json.ShouldBeJson(YamlFile.Read($"Ingress/Golden/{name}.yaml").ToJsonString());
    }
}
