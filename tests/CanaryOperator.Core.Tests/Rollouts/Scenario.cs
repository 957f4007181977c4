using CanaryOperator.Core.Tests.Rollouts.Model;

namespace CanaryOperator.Core.Tests.Rollouts;

/// <summary>
/// Tells a rollout step by step: the user edits, Knative and the operator settle, the table says what must stand there then.
/// </summary>
internal sealed class Scenario
{
    private readonly World _world;

    private Scenario(long? percent, int model) => _world = new(percent, model);

    public World World => _world;

    /// <summary>First model, loaded and rolled out.</summary>
    public static Scenario RolledOut(long? percent = null)
    {
        var scenario = new Scenario(percent, 1);
        return scenario.Settle().Ready("v1");
    }

    public static Scenario Created(long? percent) => new Scenario(percent, 1).Settle();

    public Scenario Apply(int model, long? percent)
    {
        _world.Edit(percent, $"m{model}");
        return Settle();
    }

    public Scenario Ready(string revision)
    {
        _world.Knative.SetState(revision, RevisionState.Ready);
        return Settle();
    }

    public Scenario Fails(string revision)
    {
        _world.Knative.SetState(revision, RevisionState.Failed);
        return Settle();
    }

    public Scenario Deleted(string revision)
    {
        _world.Knative.SetState(revision, RevisionState.Deleted);
        return Settle();
    }

    /// <param name="spec">Traffic that the operator wrote.</param>
    /// <param name="revisions">latest created/latest ready/latest rolled out/previous rolled out, <c>-</c> for none.</param>
    /// <param name="status">Traffic that Knative reports.</param>
    public Scenario Shows(string spec, string revisions, string status)
    {
        var service = _world.Service!;
        var history = _world.InferenceService.History;
        World.Format(service.Traffic).Should().Be(spec);
        string.Join(
            '/',
            new[] { service.LatestCreated, service.LatestReady, history.LatestRolledout, history.PreviousRolledout }
                .Select(name => name ?? "-"))
            .Should().Be(revisions);
        World.Format(service.StatusTraffic).Should().Be(status);
        return this;
    }

    private Scenario Settle()
    {
        _world.Settle();
        return this;
    }
}
