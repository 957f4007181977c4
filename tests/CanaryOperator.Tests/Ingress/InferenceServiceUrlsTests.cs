using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Ingress;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Ingress;

public sealed class InferenceServiceUrlsTests
{
    private const string LongName = "a-model-with-a-name-that-is-fifty-characters-long-x";

    /// <summary>Names that KServe (its bug B10) makes wrong hosts of among them.</summary>
    [Theory]
    [InlineData("my-model", "demo", "my-model-predictor.demo.example.com", "my-model.demo.example.com")]
    [InlineData("a-predictor-b", "demo", "a-predictor-b-predictor.demo.example.com", "a-predictor-b.demo.example.com")]
    [InlineData("predictor", "predictor", "predictor-predictor.predictor.example.com", "predictor.predictor.example.com")]
    [InlineData("x-default", "demo", "x-default-predictor.demo.example.com", "x-default.demo.example.com")]
    [InlineData("x", "my-default", "x-predictor.my-default.example.com", "x.my-default.example.com")]
    [InlineData("x-default", "a-default", "x-default-predictor.a-default.sslip.io", "x-default.a-default.sslip.io")]
    [InlineData("x-predictor-default", "demo", "x-predictor-default-predictor.demo.a.org", "x-predictor-default.demo.a.org")]
    [InlineData("x", "demo", "x-predictor.demo.my-predictor-default.com", "x.demo.my-predictor-default.com")]
    [InlineData(LongName, "demo", $"{LongName}-predictor.demo.example.com", $"{LongName}.demo.example.com")]
    [InlineData("x", "demo", "x-predictor-demo.example.com", "x-demo.example.com")]
    [InlineData("x", "demo", "x-predictor.demo.example.com:8080", "x.demo.example.com:8080")]
    public void The_public_host_is_the_component_s_without_the_component(string name, string @namespace, string component, string expected)
    {
        var inferenceService = Routes.InferenceService(name, @namespace);
        var predictor = inferenceService.Component() with { Url = $"http://{component}" };

        var urls = InferenceServiceUrls.Routed(inferenceService, predictor, new());

        urls.Url.Should().Be($"http://{expected}");
        urls.ExternalHost.Should().Be(expected.Split(':')[0]);
        urls.AddressUrl.Should().Be($"http://{name}.{@namespace}.svc.cluster.local");
    }

    [Fact]
    public void The_transformer_s_host_counts_when_there_is_one()
    {
        var urls = Routes.InferenceService("my-model", "demo", ComponentType.Transformer).Urls();

        urls.Url.Should().Be("http://my-model.demo.example.com");
    }

    [Fact]
    public void The_scheme_is_configured() =>
        Routes.InferenceService().Urls(new() { UrlScheme = "https" }).Url.Should().Be("https://my-model.demo.example.com");

    [Fact]
    public void A_host_that_does_not_begin_with_the_component_stays_Knative_s_own()
    {
        var inferenceService = Routes.InferenceService();
        var predictor = inferenceService.Component() with { Url = "http://demo.my-model-predictor.example.com" };

        var urls = InferenceServiceUrls.Routed(inferenceService, predictor, new());

        urls.Url.Should().Be("http://demo.my-model-predictor.example.com");
        urls.ExternalHost.Should().BeNull();
    }

    [Fact]
    public void The_cluster_s_domain_is_the_one_of_Knative_s_address()
    {
        var inferenceService = Routes.InferenceService();
        var predictor = inferenceService.Component() with { AddressUrl = "https://my-model-predictor.demo.svc.corp.internal" };

        var urls = InferenceServiceUrls.Routed(inferenceService, predictor, new());

        urls.AddressUrl.Should().Be("http://my-model.demo.svc.corp.internal");
    }

    [Theory]
    [InlineData("example.com", true)]
    [InlineData("svc.cluster.local", false)]
    public void A_cluster_local_one_has_its_internal_host_only(string domain, bool isLabelled)
    {
        var inferenceService = isLabelled ? Routes.InferenceService().ClusterLocal() : Routes.InferenceService();
        var config = new IngressConfig { UrlScheme = "https", PathTemplate = "/{{ .Name }}" };

        var urls = InferenceServiceUrls.Routed(inferenceService, inferenceService.Component(domain: domain), config);

        urls.Url.Should().Be("http://my-model.demo.svc.cluster.local", "the local gateway speaks plain HTTP");
        (urls.ExternalHost, urls.Path).Should().Be((null, null));
    }

    [Theory]
    [InlineData("/serving/{{ .Namespace }}/{{ .Name }}", "https://example.com/serving/demo/my-model")]
    [InlineData("/{{.Name}}/", "https://example.com/my-model")]
    [InlineData("/{{ .Labels.team }}/{{ .Name }}", "https://example.com/vision/my-model")]
    [InlineData("/{{ .Annotations.route }}", "https://my-model.demo.example.com")]
    [InlineData("/{{ .Labels.absent }}/{{ .Name }}", "https://my-model.demo.example.com")]
    [InlineData("/x/{{ .Labels.dots }}/{{ .Name }}", "https://my-model.demo.example.com")]
    public void A_path_on_the_ingress_domain_goes_before_the_host(string template, string expected)
    {
        var inferenceService = Routes.InferenceService()
            .WithLabels(("team", "vision"), ("dots", "..")).WithAnnotations(("route", "a?b=c"));

        var urls = inferenceService.Urls(new() { UrlScheme = "https", PathTemplate = template });

        urls.Url.Should().Be(expected, "a path that cannot be made is none");
    }

    [Fact]
    public void Without_an_outer_route_the_component_s_URLs_are_the_InferenceService_s()
    {
        var inferenceService = Routes.InferenceService();

        var urls = InferenceServiceUrls.Direct(inferenceService, inferenceService.Component());

        urls.Url.Should().Be("http://my-model-predictor.demo.example.com");
        urls.AddressUrl.Should().Be("http://my-model-predictor.demo.svc.cluster.local");
    }
}
