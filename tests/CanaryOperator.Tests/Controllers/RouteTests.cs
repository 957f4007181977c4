using CanaryOperator.Api.Istio;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Controllers;

/// <summary>The outer route in the course of reconciles.</summary>
public sealed class RouteTests
{
    private readonly Scene _scene = new(routes: true);

    private VirtualService? Route => _scene.Server.Find(IstioResources.VirtualServices, "my-model");

    private V1Service? Alias => _scene.Server.Find(WellKnownResources.Services, "my-model");

    [Fact]
    public async Task The_route_is_made_once_the_model_serves_and_then_left_alone()
    {
        _scene.Apply(Some.Flowers());
        await _scene.ReconcileAsync();
        Route.Should().BeNull("nobody would answer");
        _scene.Model.Status!.Summary("IngressReady").Should().Be("Unknown Predictor ingress not created");

        _scene.Report(service => service.Settled("m-00001"));
        await _scene.ReconcileAsync();

        _scene.Writes.Should().BeEquivalentTo(
            "CREATE virtualservices.networking.istio.io", "CREATE services", "PATCH inferenceservices.serving.kserve.io/status");
        _scene.Model.Status!.Url.Should().Be("http://my-model.demo.example.com");
        _scene.Model.Status.Address!.Url.Should().Be("http://my-model.demo.svc.cluster.local");
        _scene.Model.Status.Summary("Ready").Should().Be("True");

        See();
        await _scene.SettleAsync();
        await _scene.ReconcileAsync();
        _scene.Server.Requests.Should().BeEmpty("a settled InferenceService costs nothing");
    }

    [Fact]
    public async Task What_somebody_changed_in_it_is_put_right()
    {
        await RollOutAsync();
        _scene.VirtualServices.Put(
            _scene.Server.Put(IstioResources.VirtualServices, Route! with { Spec = Route!.Spec! with { Hosts = ["evil"] } }));

        await _scene.ReconcileAsync();

        _scene.Writes.Should().Equal("UPDATE virtualservices.networking.istio.io");
        Route!.Spec!.Hosts.Should().Contain("my-model.demo.example.com");
    }

    [Fact]
    public async Task An_object_of_somebody_else_is_left_alone_and_asked_about_again()
    {
        _scene.Server.Put(WellKnownResources.Services, new V1Service
        {
            ApiVersion = "v1", Kind = "Service", Metadata = new() { Name = "my-model", NamespaceProperty = Some.Namespace, Uid = "theirs" },
        });
        _scene.Apply(Some.Flowers());
        await _scene.ReconcileAsync();
        _scene.Report(service => service.Settled("m-00001"));

        var result = await _scene.ReconcileAsync();

        result.RequeueAfter.Should().Be(TimeSpan.FromMinutes(1));
        Route.Should().BeNull();
        Alias!.Uid().Should().Be("theirs");
        _scene.Model.Status!.Summary("IngressReady").Should().Be("False ServiceNotOwned");
        _scene.Model.Status!.Url.Should().Be("http://my-model-predictor.demo.example.com");

        _scene.Server.Remove(WellKnownResources.Services, "my-model");
        await _scene.ReconcileAsync();
        Alias!.GetController()!.Uid.Should().Be(_scene.Model.Uid());
    }

    [Fact]
    public async Task Without_Istio_everything_else_works()
    {
        _scene.VirtualServices.IsServed = false;
        await RollOutAsync();

        Route.Should().BeNull();
        _scene.Model.Status!.Summary("Ready").Should().Be("False VirtualServiceCRDNotFound");
        _scene.Model.Status!.Summary("PredictorReady").Should().Be("True");
        _scene.Model.Status!.Summary("Serving").Should().Be("True");
        await _scene.ReconcileAsync();
        _scene.Server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Stopped_it_has_no_route()
    {
        await RollOutAsync();

        _scene.Apply(Some.Flowers().WithAnnotations(("serving.kserve.io/stop", "true")));
        await _scene.ReconcileAsync();

        Route.Should().BeNull();
        Alias.Should().BeNull();
    }

    [Fact]
    public async Task A_route_that_the_API_server_refuses_is_told()
    {
        _scene.Server.Refuses = request => request.StartsWith("CREATE virtualservices", StringComparison.Ordinal)
            ? new("denied the request: no", System.Net.HttpStatusCode.UnprocessableEntity, null, null)
            : null;

        await RollOutAsync();

        _scene.Model.Status!.Summary("Ready").Should().Be("False VirtualServiceRefused");
    }

    private async Task RollOutAsync()
    {
        _scene.Apply(Some.Flowers());
        await _scene.ReconcileAsync();
        _scene.Report(service => service.Settled("m-00001"));
        await _scene.ReconcileAsync();
        See();
    }

    /// <summary>The caches catch up.</summary>
    private void See()
    {
        if (Route is { } route)
        {
            _scene.VirtualServices.Put(route);
        }

        if (Alias is { } alias)
        {
            _scene.Aliases.Put(alias);
        }
    }
}
