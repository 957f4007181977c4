using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Local.Serving.Pods;
using CanaryOperator.Local.Serving.Pods.Scaling;

namespace CanaryOperator.Local.Tests.Serving.Pods;

public sealed class ScaleRulesTests
{
    private static readonly PodsOptions Options = new()
    {
        Servers = new FakeModelServers(),
        Demand = new(TimeProvider.System),
        IdleWindow = TimeSpan.FromSeconds(10),
        UnroutedDelay = TimeSpan.FromSeconds(2),
    };

    [Theory]
    [InlineData(null, "pending", true, RevisionRole.Starting)]
    [InlineData("Unknown", "pending", false, RevisionRole.Starting)]
    [InlineData("True", "active", false, RevisionRole.Routed)]
    [InlineData("True", "pending", true, RevisionRole.Routed)] // The Route will name it in a moment.
    [InlineData("True", "pending", false, RevisionRole.Unneeded)]
    [InlineData("True", "reserve", true, RevisionRole.Unneeded)]
    [InlineData("False", "pending", true, RevisionRole.Failing)]
    [InlineData("False", "pending", false, RevisionRole.Unneeded)]
    internal void The_role_follows_from_readiness_and_routing(string? ready, string routingState, bool isNewest, RevisionRole expected)
    {
        var revision = new KnativeObject
        {
            Metadata = new V1ObjectMeta { Labels = new Dictionary<string, string> { [KnativeResources.RoutingStateLabel] = routingState } },
            Status = new() { Conditions = ready is null ? null : [new() { Type = "Ready", Status = ready }] },
        };

        ScaleRules.RoleOf(revision, isNewest).Should().Be(expected);
    }

    [Theory]
    [InlineData("Starting", 2, 1, 0, 99, null, 2, null)]
    [InlineData("Failing", 1, 0, 1, 99, null, 1, null)]
    [InlineData("Routed", 1, 3, 1, 0, null, 3, null)]
    [InlineData("Routed", 1, 1, 0, 99, 99d, 1, null)] // Nobody asks, but it has a minimum.
    [InlineData("Routed", 1, 0, 1, 4, null, 1, 6d)] // Just ready: its first request may be on the way.
    [InlineData("Routed", 1, 0, 1, 99, 3d, 1, 7d)]
    [InlineData("Routed", 1, 0, 1, 99, 10d, 0, null)]
    [InlineData("Routed", 1, 0, 1, 99, null, 0, null)]
    [InlineData("Routed", 1, 0, 0, 4, null, 0, null)] // Routed again, but nobody has asked yet.
    [InlineData("Routed", 1, 0, 0, 99, 0d, 1, 10d)]
    [InlineData("Unneeded", 1, 3, 3, 0.5, 0d, 3, 1.5)] // Whoever has not heard of it yet still finds its pods.
    [InlineData("Unneeded", 1, 3, 3, 2, 0d, 0, null)]
    [InlineData("Unneeded", 1, 3, 0, 0, null, 0, null)]
    public void The_number_of_pods_follows_from_role_and_time(
        string role, int initial, int minimum, int current, double inRole, double? sinceAsked, int expected, double? changesAfter)
    {
        var decision = ScaleRules.Decide(
            Enum.Parse<RevisionRole>(role), new(initial, minimum), current, TimeSpan.FromSeconds(inRole), Seconds(sinceAsked), Options);

        decision.Should().Be(new ScaleDecision(expected, Seconds(changesAfter)));
    }

    [Theory]
    [InlineData("", 1, 0)]
    [InlineData("min-scale=1", 1, 1)]
    [InlineData("minScale=2", 2, 2)]
    [InlineData("min-scale=1;minScale=5", 1, 1)]
    [InlineData("min-scale=5;max-scale=3", 3, 3)]
    [InlineData("min-scale=5;max-scale=0", 5, 5)]
    [InlineData("min-scale=0;initial-scale=3", 3, 0)]
    [InlineData("min-scale=2;initial-scale=1", 2, 2)]
    [InlineData("initial-scale=9;max-scale=4", 4, 0)]
    [InlineData("initial-scale=0", 1, 0)]
    [InlineData("min-scale=many;initial-scale=-1", 1, 0)]
    public void Annotations_bound_the_number_of_pods(string annotations, int initial, int minimum)
    {
        var map = annotations.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Split('='))
            .ToDictionary(entry => $"autoscaling.knative.dev/{entry[0]}", entry => entry[1]);

        RevisionScale.Of(map).Should().Be(new RevisionScale(initial, minimum));
    }

    [Fact]
    public void Annotations_may_be_absent() => RevisionScale.Of(null).Should().Be(new RevisionScale(1, 0));

    private static TimeSpan? Seconds(double? value) => value is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
