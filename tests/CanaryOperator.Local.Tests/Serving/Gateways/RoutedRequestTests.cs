using System.Net;
using System.Net.NetworkInformation;
using System.Text.Json.Nodes;
using CanaryOperator.Api.Istio;
using CanaryOperator.Kubernetes;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Local.Serving.Gateways;
using CanaryOperator.Local.Tests.Serving.Gateways.Support;
using Microsoft.AspNetCore.Http;

namespace CanaryOperator.Local.Tests.Serving.Gateways;

public sealed class RoutedRequestTests
{
    [Fact]
    public async Task Requests_are_split_as_the_Route_says()
    {
        await using var fixture = await GatewayFixture.StartAsync();
        await fixture.RouteAsync(Some.Share("stable", 90), Some.Share("canary", 10));
        await fixture.RunPodAsync("a", "stable");
        await fixture.RunPodAsync("b", "canary");
        const int Requests = 1000;

        var canary = 0;
        for (var i = 0; i < Requests; i++)
        {
            canary += (await fixture.SendAsync(GatewayFixture.Get())).Body == "canary" ? 1 : 0;
        }

        // 3.29 standard deviations hold 99.9 % of all outcomes.
        canary.Should().BeCloseTo(Requests / 10, (uint)(3.29 * Math.Sqrt(Requests * 0.1 * 0.9)));
    }

    [Fact]
    public async Task The_request_after_a_change_of_the_Route_follows_it()
    {
        await using var fixture = await GatewayFixture.StartAsync();
        await fixture.RunPodAsync("a", "one");
        await fixture.RunPodAsync("b", "two");

        for (var i = 0; i < 10; i++)
        {
            var revision = i % 2 == 0 ? "one" : "two";
            await fixture.RouteAsync(Some.Share(revision, 100));

            (await fixture.SendAsync(GatewayFixture.Get())).Should().Be((HttpStatusCode.OK, revision));
        }
    }

    [Fact]
    public async Task Tags_and_outer_routes_lead_to_pods_with_the_headers_that_the_rule_sets()
    {
        await using var fixture = await GatewayFixture.StartAsync();
        await fixture.Cluster.PutAsync(IstioResources.VirtualServices, Some.VirtualService(OuterRoutes.MyModel));
        await fixture.RouteAsync(Some.Share("r", 100), Some.Tag("prev", "old"));
        await fixture.RunPodAsync("a", "r", context => context.Response.WriteAsync(
            $"{context.Request.Host} {context.Request.Path} {context.Request.Headers["KServe-Isvc-Name"]} "
            + $"{context.Request.Headers["X-Forwarded-Host"]}"));
        await fixture.RunPodAsync("b", "old");

        (await fixture.SendAsync(GatewayFixture.Get("/x", "my-model.demo.example.com"))).Body.Should().Be(
            "my-model-predictor.demo.svc.cluster.local /x my-model my-model.demo.example.com");
        (await fixture.SendAsync(GatewayFixture.Get("/serving/demo/my-model/x", "example.com"))).Body.Should().StartWith(
            "my-model-predictor.demo.svc.cluster.local /x ");
        (await fixture.SendAsync(GatewayFixture.Get("/", $"PREV-{GatewayFixture.Host}.:80"))).Body.Should().Be("old");
    }

    [Fact]
    public async Task Names_of_the_cluster_work_from_inside_only()
    {
        await using var fixture = await GatewayFixture.StartAsync(context => context.Response.WriteAsync("answer"));
        var outside = GatewayFixture.Get("/", "my-model-predictor.demo");
        var inside = GatewayFixture.Get("/", "my-model-predictor.demo");
        inside.RequestUri = fixture.Gateway.Inside;

        (await fixture.SendAsync(outside)).Status.Should().Be(HttpStatusCode.NotFound);
        (await fixture.SendAsync(inside)).Should().Be((HttpStatusCode.OK, "answer"));
    }

    [Fact]
    public async Task A_refusal_says_what_was_looked_for_as_JSON()
    {
        await using var fixture = await GatewayFixture.StartAsync();

        using var response = await fixture.Client.SendAsync(GatewayFixture.Get("/", "nobody.demo.example.com"), CancellationToken.None);

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(CancellationToken.None))!;
        ((string?)body["error"]).Should().Be("unknown host");
        ((string?)body["reason"]).Should().Contain("'nobody.demo.example.com'");
    }

    [Fact]
    public async Task A_request_wakes_a_revision_without_pods_and_waits_for_one()
    {
        await using var fixture = await GatewayFixture.StartAsync();
        await fixture.RouteAsync(Some.Share("r", 100));

        var request = fixture.SendAsync(GatewayFixture.Get());
        var woken = await fixture.Demand.Waiting.ReadAsync(CancellationToken.None);
        request.IsCompleted.Should().BeFalse();
        await fixture.RunPodAsync("a", "r");

        woken.Should().Be(new Runtime.NamespacedName(Some.Namespace, "r"));
        (await request).Should().Be((HttpStatusCode.OK, "r"));
        fixture.Demand.Waiting.TryRead(out _).Should().BeFalse("it need not be woken twice");
        fixture.Demand.SinceAsked(woken).Should().NotBeNull();
    }

    [Fact]
    public async Task A_request_that_waits_for_a_revision_goes_elsewhere_when_the_Route_does()
    {
        await using var fixture = await GatewayFixture.StartAsync();
        await fixture.RouteAsync(Some.Share("r", 100));
        await fixture.RunPodAsync("b", "other");
        var request = fixture.SendAsync(GatewayFixture.Get());
        await fixture.Demand.Waiting.ReadAsync(CancellationToken.None);

        await fixture.RouteAsync(Some.Share("other", 100));

        (await request).Should().Be((HttpStatusCode.OK, "other"));
    }

    [Fact]
    public async Task A_request_does_not_wait_for_ever()
    {
        await using var fixture = await GatewayFixture.StartAsync(new GatewayOptions { WakeTimeout = TimeSpan.FromMilliseconds(100) });
        await fixture.RouteAsync(Some.Share("r", 100));

        var (status, body) = await fixture.SendAsync(GatewayFixture.Get());

        status.Should().Be(HttpStatusCode.ServiceUnavailable);
        body.Should().Contain("no ready pod").And.Contain("serving.knative.dev/revision=r");
    }

    [Fact]
    public async Task Nothing_listens_beyond_loopback()
    {
        await using var fixture = await GatewayFixture.StartAsync();

        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Where(listener => listener.Port == fixture.Gateway.Outside.Port || listener.Port == fixture.Gateway.Inside.Port)
            .Should().HaveCount(2).And.OnlyContain(listener => IPAddress.IsLoopback(listener.Address));
    }
}
