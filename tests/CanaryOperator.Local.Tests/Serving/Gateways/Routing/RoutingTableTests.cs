using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Local.Serving.Gateways;
using CanaryOperator.Local.Serving.Gateways.Routing;
using CanaryOperator.Local.Tests.Serving.Gateways.Support;
using CanaryOperator.Runtime;

namespace CanaryOperator.Local.Tests.Serving.Gateways.Routing;

public sealed class RoutingTableTests
{
    private readonly List<string> _ignored = [];
    private readonly RoutingTable _table;

    public RoutingTableTests()
    {
        _table = new(new GatewayOptions(), (name, reason) => _ignored.Add($"{name}: {reason}"));
        _table.Put(Some.VirtualService(OuterRoutes.MyModel));
        _table.Put(Some.VirtualService(OuterRoutes.Secret));
        _table.Put(Some.Route(Some.Share("my-model-predictor-00002", 100), Some.Tag("prev", "my-model-predictor-00001")));
        _table.Put(Some.Route("my-model-explainer", Some.Share("my-model-explainer-00001", 100)));
        _table.Put(Local(Some.Route("secret-predictor", Some.Share("secret-predictor-00001", 100))));
        _table.Put(Some.Route("new", []));
    }

    [Theory]
    [InlineData("my-model.demo.example.com", "/v1/models/m:predict", "my-model-predictor-00002 /v1/models/m:predict")]
    [InlineData("my-model.demo.example.com:8080", "/v1/models/m:predict", "my-model-predictor-00002 /v1/models/m:predict")]
    [InlineData("MY-MODEL.Demo.example.COM", "/", "my-model-predictor-00002 /")]
    [InlineData("my-model.demo.example.com.", "/", "my-model-predictor-00002 /")]
    [InlineData("my-model.demo.example.com.:80", "/", "my-model-predictor-00002 /")]
    [InlineData("my-model.demo.example.com", "/v1/models/a-b_c:explain", "my-model-explainer-00001 /v1/models/a-b_c:explain")]
    [InlineData("my-model.demo.example.com", "/v1/models/a/b:explain", "my-model-predictor-00002 /v1/models/a/b:explain")]
    [InlineData("my-model.demo.example.com", "/v1/models/m:explain/more", "my-model-predictor-00002 /v1/models/m:explain/more")]
    [InlineData("example.com", "/serving/demo/my-model", "my-model-predictor-00002 /")]
    [InlineData("example.com", "/serving/demo/my-model/", "my-model-predictor-00002 /")]
    [InlineData("example.com:80", "/serving/demo/my-model/v2/health/ready", "my-model-predictor-00002 /v2/health/ready")]
    [InlineData("example.com", "/serving/demo/my-model/v1/models/m:explain", "my-model-explainer-00001 /v1/models/m:explain")]
    [InlineData("my-model-predictor.demo.example.com", "/x", "my-model-predictor-00002 /x")]
    [InlineData("prev-my-model-predictor.demo.example.com", "/x", "my-model-predictor-00001 /x")]
    [InlineData("PREV-my-model-predictor.demo.example.com:80", "/x", "my-model-predictor-00001 /x")]
    public void From_outside(string authority, string path, string expected) =>
        Decide(GatewaySide.Outside, authority, path).Should().Be(expected);

    [Theory]
    [InlineData("my-model.demo.svc.cluster.local", "/", "my-model-predictor-00002 /")]
    [InlineData("my-model.demo.svc:80", "/", "my-model-predictor-00002 /")]
    [InlineData("my-model.demo", "/v1/models/m:explain", "my-model-explainer-00001 /v1/models/m:explain")]
    [InlineData("my-model-predictor.demo", "/x", "my-model-predictor-00002 /x")]
    [InlineData("my-model-predictor.demo.svc", "/x", "my-model-predictor-00002 /x")]
    [InlineData("my-model-predictor.demo.svc.cluster.local", "/x", "my-model-predictor-00002 /x")]
    [InlineData("prev-my-model-predictor.demo", "/x", "my-model-predictor-00001 /x")]
    [InlineData("secret.demo", "/", "secret-predictor-00001 /")]
    [InlineData("secret-predictor.demo.svc.cluster.local", "/", "secret-predictor-00001 /")]
    public void From_inside(string authority, string path, string expected) =>
        Decide(GatewaySide.Inside, authority, path).Should().Be(expected);

    [Theory]
    [InlineData("Outside", "my-model.demo.svc.cluster.local", "/", 404, "host of the cluster")]
    [InlineData("Outside", "my-model-predictor.demo", "/", 404, "host of the cluster")]
    [InlineData("Outside", "secret.demo", "/", 404, "host of the cluster")]
    [InlineData("Outside", "secret-predictor.demo.example.com", "/", 404, "unknown host")]
    [InlineData("Inside", "my-model.demo.example.com", "/", 404, "host of the outside")]
    [InlineData("Outside", "other.demo.example.com", "/", 404, "unknown host")]
    [InlineData("Outside", "127.0.0.1:8080", "/", 404, "unknown host")]
    [InlineData("Outside", "[::1]:8080", "/", 404, "unknown host")]
    [InlineData("Outside", "", "/", 404, "unknown host")]
    [InlineData("Outside", "example.com", "/serving/demo/my-model-2", 404, "unknown path")]
    [InlineData("Outside", "new.demo.example.com", "/", 503, "route not ready")]
    public void Refused(string side, string authority, string path, int status, string error)
    {
        var refusal = _table.Decide(Enum.Parse<GatewaySide>(side), authority, path).Refusal!;

        refusal.Status.Should().Be(status);
        refusal.Error.Should().Be(error);
        refusal.Reason.Should().Contain(status == 404 ? "host" : "kubectl");
    }

    [Fact]
    public void An_outer_route_that_leads_to_no_Route_is_named()
    {
        _table.RemoveRoute(new(Some.Namespace, Some.Predictor));

        var refusal = _table.Decide(GatewaySide.Outside, "my-model.demo.example.com", "/").Refusal!;

        refusal.Status.Should().Be(503);
        refusal.Reason.Should().Contain("VirtualService demo/my-model leads to the host 'my-model-predictor.demo.svc.cluster.local'");
    }

    [Fact]
    public void Nothing_remains_of_what_was_removed_or_renamed()
    {
        _table.Put(Some.Route(Some.Tag("next", "my-model-predictor-00002", 100)));
        _table.RemoveVirtualService(new(Some.Namespace, "my-model"));

        Decide(GatewaySide.Outside, "prev-my-model-predictor.demo.example.com", "/").Should().Be("unknown host");
        Decide(GatewaySide.Outside, "next-my-model-predictor.demo.example.com", "/").Should().Be("my-model-predictor-00002 /");
        Decide(GatewaySide.Outside, "my-model.demo.example.com", "/").Should().Be("unknown host");
    }

    [Fact]
    public void Outer_routes_may_share_a_host()
    {
        var other = OuterRoutes.MyModel.Replace("name: my-model,", "name: other,", StringComparison.Ordinal)
            .Replace("/serving/demo/my-model", "/serving/demo/other", StringComparison.Ordinal);
        _table.Put(Some.VirtualService(other));

        Decide(GatewaySide.Outside, "example.com", "/serving/demo/my-model/x").Should().Be("my-model-predictor-00002 /x");
        Decide(GatewaySide.Outside, "example.com", "/serving/demo/other/y").Should().Be("my-model-predictor-00002 /y");
    }

    [Fact]
    public void A_rule_with_a_bad_expression_is_told_and_the_others_are_followed()
    {
        var bad = OuterRoutes.MyModel.Replace("^/v1/models/[\\w-]+:explain$", "(", StringComparison.Ordinal);
        _table.Put(Some.VirtualService(bad));

        Decide(GatewaySide.Outside, "my-model.demo.example.com", "/v1/models/m:explain").Should().StartWith("my-model-predictor-00002");
        _ignored.Should().NotBeEmpty().And.OnlyContain(line => line.StartsWith("demo/my-model: "));
    }

    private string Decide(GatewaySide side, string authority, string path)
    {
        var decision = _table.Decide(side, authority, path);
        return decision.Refusal?.Error ?? $"{decision.Split!.Pick(0).Name} {decision.Path}";
    }

    private static KnativeObject Local(KnativeObject route) => route with
    {
        Metadata = route.Metadata with
        {
            Labels = new Dictionary<string, string> { ["networking.knative.dev/visibility"] = "cluster-local" },
        },
    };
}
