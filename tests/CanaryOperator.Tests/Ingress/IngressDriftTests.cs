using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Api.Istio;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Ingress;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Serialization;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Ingress;

public sealed class IngressDriftTests
{
    private static readonly InferenceService Owner =
        Routes.InferenceService().WithLabels(("team", "vision")).WithAnnotations(("note", "a"));

    private static readonly VirtualService Route = VirtualServiceRenderer.Render(Owner, Owner.Urls(), Routes.Config);
    private static readonly V1Service Alias = ExternalNameRenderer.Render(Owner, Routes.Config.Ingress);

    public static TheoryData<string> Drifts => [.. Edits.Keys];

    /// <summary>On the live VirtualService: what somebody else may have done to it.</summary>
    private static Dictionary<string, Action<JsonNode>> Edits { get; } = new()
    {
        ["spec gone"] = route => route.AsObject().Remove("spec"),
        ["hosts gone"] = route => route["spec"]!.AsObject().Remove("hosts"),
        ["host added"] = route => route["spec"]!["hosts"]!.AsArray().Add((JsonNode)"evil.com"),
        ["gateway removed"] = route => route["spec"]!["gateways"]!.AsArray().RemoveAt(0),
        ["http gone"] = route => route["spec"]!.AsObject().Remove("http"),
        ["rule added"] = route => route["spec"]!["http"]!.AsArray().Insert(0, new JsonObject()),
        ["authority"] = route => Rule(route)["match"]![0]!["authority"]!["regex"] = ".*",
        ["match narrowed"] = route => Rule(route)["match"]![0]!["headers"] = new JsonObject(),
        ["destination"] = route => Rule(route)["route"]![0]!["destination"]!["host"] = "evil",
        ["weight"] = route => Rule(route)["route"]![0]!["weight"] = 50,
        ["header"] = route => Rule(route)["headers"]!["request"]!["set"]!["Host"] = "evil",
        ["rewrite"] = route => Rule(route)["rewrite"] = new JsonObject { ["uri"] = "/evil" },
        ["label"] = route => route["metadata"]!["labels"]!["team"] = "speech",
        ["annotation gone"] = route => route["metadata"]!.AsObject().Remove("annotations"),
    };

    [Fact]
    public void What_others_added_to_the_route_is_no_drift() => IngressDrift.Correct(Live(), Route).Should().BeNull();

    [Theory]
    [MemberData(nameof(Drifts))]
    public void A_drift_of_the_route_is_corrected_by_one_write(string drift)
    {
        var corrected = IngressDrift.Correct(Live(Edits[drift]), Route);

        corrected.Should().NotBeNull();
        corrected!.Metadata.ResourceVersion.Should().Be("957", "a write must not hide what somebody else writes meanwhile");
        IngressDrift.Correct(corrected, Route).Should().BeNull("nothing is left to correct");
    }

    [Fact]
    public void A_correction_keeps_what_others_added_to_the_route()
    {
        var corrected = IngressDrift.Correct(Live(Edits["weight"]), Route)!;

        corrected.Spec!.Http![0].AdditionalProperties.Should().ContainKey("timeout");
        corrected.Spec.AdditionalProperties.Should().ContainKey("exportTo");
        corrected.Metadata.Labels.Should().Contain("theirs", "1");
        corrected.Metadata.Annotations.Should().Contain("theirs", "2");
    }

    [Fact]
    public void A_rule_that_matches_something_else_is_made_anew()
    {
        var corrected = IngressDrift.Correct(Live(Edits["authority"]), Route)!;

        corrected.Spec!.Http![0].AdditionalProperties.Should().BeNull();
    }

    [Fact]
    public void What_the_API_server_filled_into_the_Service_is_no_drift()
    {
        var live = JsonNode.Parse(JsonSerializer.Serialize(Alias, KubernetesJsonContext.Default.V1Service))!;
        live["spec"]!["ports"] = new JsonArray();
        live["status"] = new JsonObject { ["loadBalancer"] = new JsonObject() };

        IngressDrift.Correct(Json.Read(live, KubernetesJsonContext.Default.V1Service), Alias).Should().BeNull();
    }

    [Fact]
    public void A_Service_that_points_elsewhere_is_turned_back()
    {
        var live = Alias with { Spec = Alias.Spec! with { ExternalName = "evil.com" } };

        IngressDrift.Correct(live, Alias)!.Spec!.ExternalName.Should().Be(Alias.Spec!.ExternalName);
    }

    [Fact]
    public void A_Service_of_another_type_loses_what_only_that_type_may_have()
    {
        var address = new Dictionary<string, JsonElement> { ["clusterIP"] = Json.Element("\"10.0.0.1\"") };
        var live = Alias with { Spec = new() { Type = "ClusterIP", AdditionalProperties = address } };

        var corrected = IngressDrift.Correct(live, Alias)!;

        corrected.Spec.Should().Be(Alias.Spec, "the API server refuses an ExternalName with a cluster IP");
    }

    private static VirtualService Live(Action<JsonNode>? edit = null)
    {
        var live = JsonNode.Parse(JsonSerializer.Serialize(Route, ApiJsonContext.Default.VirtualService))!;
        live["metadata"]!["resourceVersion"] = "957";
        live["metadata"]!["labels"]!["theirs"] = "1";
        live["metadata"]!["annotations"]!["theirs"] = "2";
        live["spec"]!["exportTo"] = new JsonArray((JsonNode)".");
        Rule(live)["timeout"] = "10s";
        edit?.Invoke(live);
        return Json.Read(live, ApiJsonContext.Default.VirtualService);
    }

    private static JsonNode Rule(JsonNode route) => route["spec"]!["http"]![0]!;
}
