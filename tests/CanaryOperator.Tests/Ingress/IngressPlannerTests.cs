using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Ingress;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Ingress;

public sealed class IngressPlannerTests
{
    private static readonly V1ObjectMeta Foreign = new() { Name = "my-model", NamespaceProperty = "demo" };

    [Fact]
    public void The_route_is_made_once_the_predictor_has_been_ready()
    {
        var plan = IngressPlanner.Plan(View());

        plan.VirtualService!.Metadata.Name.Should().Be("my-model");
        plan.Service!.Spec.Should().Be(new V1ServiceSpec
        {
            Type = "ExternalName", ExternalName = "knative-local-gateway.istio-system.svc.cluster.local", SessionAffinity = "None",
        });
        (plan.Url, plan.AddressUrl).Should().Be(("http://my-model.demo.example.com", "http://my-model.demo.svc.cluster.local"));
        Summary(plan).Should().Be("True ");
    }

    [Fact]
    public void A_settled_route_needs_nothing() => ShouldWriteNothing(IngressPlanner.Plan(Settled(View())));

    [Theory]
    [InlineData(ComponentType.Predictor, "Unknown", "Unknown Predictor ingress not created")]
    [InlineData(ComponentType.Predictor, "False", "False Predictor ingress not created")]
    [InlineData(ComponentType.Transformer, "Unknown", "Unknown Transformer ingress not created")]
    [InlineData(ComponentType.Explainer, "False", "False Explainer ingress not created")]
    public void A_component_without_a_URL_holds_the_route_back(ComponentType waiting, string readiness, string expected)
    {
        var plan = IngressPlanner.Plan(Waiting(Complete(), waiting, readiness));

        ShouldWriteNothing(plan);
        (plan.Url, plan.AddressUrl).Should().Be((null, null), "what the status has stays");
        Summary(plan).Should().Be(expected);
    }

    [Fact]
    public void A_new_component_leaves_the_old_route_alone_until_it_can_serve()
    {
        var plain = Settled(View());

        var plan = IngressPlanner.Plan(Waiting(Complete() with
        {
            VirtualService = plain.VirtualService, Service = plain.Service,
        }, ComponentType.Transformer, "Unknown"));

        ShouldWriteNothing(plan);
    }

    [Fact]
    public void A_route_stays_and_is_ready_while_a_component_is_not()
    {
        var view = Settled(View());

        var plan = IngressPlanner.Plan(view with { Components = [view.Components[0] with { Readiness = "False" }] });

        ShouldWriteNothing(plan);
        Summary(plan).Should().Be("True ", "the component has a condition of its own");
    }

    [Fact]
    public void A_changed_configuration_changes_the_route()
    {
        var view = Settled(View()) with { Config = Routes.With(new() { IngressGateway = "other/gateway" }) };

        var plan = IngressPlanner.Plan(view);

        plan.VirtualService!.Spec!.Gateways.Should().Contain("other/gateway");
        plan.Service.Should().BeNull();
    }

    [Fact]
    public void Without_Istio_a_condition_says_so_and_the_component_s_URL_works()
    {
        var plan = IngressPlanner.Plan(View() with { IsVirtualServiceServed = false });

        ShouldWriteNothing(plan);
        plan.Url.Should().Be("http://my-model-predictor.demo.example.com");
        Summary(plan).Should().Be("False VirtualServiceCRDNotFound");
        plan.Condition.Message.Should().Contain("Install Istio").And.Contain("disableIstioVirtualHost");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_outer_route_that_is_not_wanted_is_taken_away(bool isServed)
    {
        var settled = Settled(View());

        var plan = IngressPlanner.Plan(settled with { Config = Disabled, IsVirtualServiceServed = isServed });

        plan.ObsoleteVirtualService.Should().BeSameAs(settled.VirtualService);
        plan.ObsoleteService.Should().BeSameAs(settled.Service);
        plan.Url.Should().Be("http://my-model-predictor.demo.example.com");
        plan.AddressUrl.Should().Be("http://my-model-predictor.demo.svc.cluster.local");
        Summary(plan).Should().Be("True ");
    }

    [Fact]
    public void A_stopped_one_has_no_route()
    {
        var settled = Settled(View());

        var plan = IngressPlanner.Plan(settled with { IsStopped = true });

        plan.ObsoleteVirtualService.Should().BeSameAs(settled.VirtualService);
        Summary(plan).Should().Be("False Stopped");
    }

    [Fact]
    public void Nobody_else_s_object_is_taken_away()
    {
        var view = View() with { VirtualService = new() { Metadata = Foreign }, Service = new() { Metadata = Foreign } };

        ShouldWriteNothing(IngressPlanner.Plan(view with { IsStopped = true }));
        ShouldWriteNothing(IngressPlanner.Plan(view with { Config = Disabled }));
    }

    [Fact]
    public void Somebody_else_s_VirtualService_is_left_alone_and_named()
    {
        var owner = new V1OwnerReference { ApiVersion = "v1", Kind = "Thing", Name = "other", Uid = "x", Controller = true };
        var plan = IngressPlanner.Plan(View() with
        {
            VirtualService = new() { Kind = "VirtualService", Metadata = Foreign with { OwnerReferences = [owner] } },
        });

        ShouldWriteNothing(plan);
        plan.Url.Should().Be("http://my-model-predictor.demo.example.com", "that is where Knative exposes it");
        Summary(plan).Should().Be("False VirtualServiceNotOwned");
        plan.Condition.Message.Should().StartWith(
            "The VirtualService demo/my-model exists already and is owned by Thing other (v1). It is left alone: delete it");
    }

    /// <summary>
    /// An InferenceService called <c>x-predictor</c> would have the hosts of the predictor of <c>x</c>, whose Service Knative makes.
    /// </summary>
    [Fact]
    public void Somebody_else_s_Service_keeps_its_requests()
    {
        var plan = IngressPlanner.Plan(View() with { Service = new() { Kind = "Service", Metadata = Foreign } });

        ShouldWriteNothing(plan);
        Summary(plan).Should().Be("False ServiceNotOwned");
        plan.Condition.Message.Should().Contain("nobody's child");
    }

    [Fact]
    public void The_namesake_of_a_deleted_InferenceService_is_not_ours()
    {
        var settled = Settled(View());
        var reborn = settled.InferenceService with { Metadata = settled.InferenceService.Metadata with { Uid = "another" } };

        var plan = IngressPlanner.Plan(settled with { InferenceService = reborn });

        ShouldWriteNothing(plan);
        Summary(plan).Should().Be("False VirtualServiceNotOwned");
    }

    [Fact]
    public void A_path_that_cannot_be_made_leaves_the_host_and_a_message()
    {
        var plan = IngressPlanner.Plan(View() with { Config = Routes.With(new() { PathTemplate = "/{{ .Labels.team }}/{{ .Name }}" }) });

        plan.VirtualService!.Spec!.Http.Should().HaveCount(1);
        plan.Url.Should().Be("http://my-model.demo.example.com");
        Summary(plan).Should().Be("False PathTemplateFailed");
    }

    [Fact]
    public void A_cluster_local_one_needs_no_path()
    {
        var inferenceService = Routes.InferenceService().ClusterLocal();

        var plan = IngressPlanner.Plan(View(inferenceService) with { Config = Routes.With(new() { PathTemplate = "/{{ .Name }}" }) });

        Summary(plan).Should().Be("True ");
    }

    private static InferenceServiceConfig Disabled => Routes.With(new() { DisableIstioVirtualHost = true });

    private static IngressView Complete() =>
        View(Routes.InferenceService("my-model", "demo", ComponentType.Transformer, ComponentType.Explainer));

    private static IngressView View(InferenceService? inferenceService = null)
    {
        inferenceService ??= Routes.InferenceService();
        return new()
        {
            InferenceService = inferenceService,
            Config = Routes.Config,
            Components = [.. inferenceService.Spec.Present().Select(type => inferenceService.Component(type))],
            IsVirtualServiceServed = true,
        };
    }

    private static IngressView Waiting(IngressView view, ComponentType type, string readiness) => view with
    {
        Components = [.. view.Components.Select(component =>
            component.Type == type ? component with { Readiness = readiness, Url = null, AddressUrl = null } : component)],
    };

    /// <summary>With everything as the plan wants it.</summary>
    private static IngressView Settled(IngressView view)
    {
        var plan = IngressPlanner.Plan(view);
        return view with { VirtualService = plan.VirtualService, Service = plan.Service };
    }

    private static void ShouldWriteNothing(IngressPlan plan) =>
        (plan.VirtualService, plan.Service, plan.ObsoleteVirtualService, plan.ObsoleteService).Should().Be((null, null, null, null));

    private static string Summary(IngressPlan plan)
    {
        plan.Condition.Type.Should().Be("IngressReady");
        return $"{plan.Condition.Status} {plan.Condition.Reason}";
    }
}
