using System.Globalization;
using CanaryOperator.Core.Rollouts;
using CanaryOperator.Core.Tests.Rollouts.Model;
using FsCheck;
using FsCheck.Fluent;

namespace CanaryOperator.Core.Tests.Rollouts;

/// <summary>
/// The rollout rules over random histories; <see cref="World"/> checks rules 4, 5 and 9 at every write and every event. The histories are
/// the same in every run, because a change must not fail by another's bad luck; CANARY_SEQUENCES=1000000 looks through so many new ones.
/// </summary>
public class RolloutPropertyTests
{
    private const int Sequences = 10_000;
    private const ulong Seed = 20_261_122;

    /// <summary>FsCheck's generator takes odd ones.</summary>
    private const ulong Gamma = 1;

    /// <summary>Every kind once, and more of those that carry a rollout on: interesting states lie several steps deep.</summary>
    private static readonly WorldEventKind[] Kinds =
    [
        .. Enum.GetValues<WorldEventKind>(),
        WorldEventKind.SetPercent,
        WorldEventKind.SetModelAndPercent,
        .. Enumerable.Repeat(WorldEventKind.RevisionReady, 3),
        .. Enumerable.Repeat(WorldEventKind.Reconcile, 2),
        .. Enumerable.Repeat(WorldEventKind.SyncKnative, 3),
        .. Enumerable.Repeat(WorldEventKind.SeeEverything, 3),
        WorldEventKind.Settle,
    ];

    [Fact]
    public void No_history_breaks_a_rule() => Check(_ => { });

    [Fact]
    public void Every_history_settles_and_a_settled_state_is_left_alone() => Check(world =>
    {
        world.Settle();
        var writes = world.ServiceWrites;

        world.Operator.Restart(world);
        world.Operator.Reconcile(world).Should().Be(0, "nothing changed since ({0})", world);
        world.ServiceWrites.Should().Be(writes);
    });

    [Fact]
    public void Every_history_ends_where_the_user_wanted_once_the_candidate_is_ready() => Check(world =>
    {
        var before = world.InferenceService.Spec;
        world.Edit(before.IsPercentValid ? before.CanaryTrafficPercent : 10, before.TemplateHash);
        foreach (var failed in world.Knative.Revisions.Where(revision => revision.State == RevisionState.Failed))
        {
            // Knative routes nothing while one of the targets does not work.
            world.Knative.SetState(failed.Name, RevisionState.Ready);
        }

        world.Settle();
        var candidate = world.Service!.LatestCreated!;
        var hadStable = world.InferenceService.History.LatestRolledout is not null;
        world.Knative.SetState(candidate, RevisionState.Ready);
        world.Settle();

        var (spec, history) = (world.InferenceService.Spec, world.InferenceService.History);
        world.Service.TemplateHash.Should().Be(spec.TemplateHash);
        world.Service.LatestReady.Should().Be(candidate);
        var stable = history.LatestRolledout == candidate ? null : history.LatestRolledout;
        var percent = hadStable && stable is not null ? spec.WantedPercent : 100;
        World.Format(world.Service.Traffic).Should().Be(
            World.Format(TrafficSplit.Between(percent, stable ?? "").ToTargets(null)), "{0}", world);
        if (percent == 100)
        {
            history.LatestRolledout.Should().Be(candidate);
        }
    });

    [Fact]
    public void A_crash_between_any_two_writes_leads_to_the_same_end() => Check(world =>
    {
        for (var survived = 0; survived < 2; survived++)
        {
            var (unharmed, crashed) = (world.Fork(), world.Fork());
            unharmed.Operator.Restart(unharmed);
            crashed.Operator.Restart(crashed);
            unharmed.Operator.Reconcile(unharmed);
            crashed.Operator.Reconcile(crashed, survived);

            unharmed.Settle();
            crashed.Settle();

            crashed.ToString().Should().Be(unharmed.ToString(), "after {0}", world);
        }
    });

    [Fact]
    public void A_stale_cache_never_brings_an_older_model_back() => Check(world =>
    {
        var (fresh, stale) = (world.Fork(), world.Fork());
        fresh.Operator.Restart(fresh);
        fresh.Settle();
        stale.Operator.Reconcile(stale);
        stale.Settle();

        (stale.Service?.TemplateHash, stale.Service?.LatestReady).Should().Be(
            (fresh.Service?.TemplateHash, fresh.Service?.LatestReady), "{0}", world);
    });

    private static void Check(Action<World> property)
    {
        var events = Gen.Elements(Kinds).SelectMany(kind => Gen.Choose(0, 20).Select(argument => new WorldEvent(kind, argument)));
        var histories = Gen.Choose(0, 30).SelectMany(length => events.ArrayOf(length));
        Prop.ForAll(Arb.From(histories, WithoutOne), history =>
        {
            var world = new World(percent: null, model: 1);
            foreach (var happening in history)
            {
                happening.ApplyTo(world);
            }

            property(world);
        }).Check(Configuration());
    }

    private static Config Configuration()
    {
        var config = Config.QuickThrowOnFailure;
        return Environment.GetEnvironmentVariable("CANARY_SEQUENCES") is { } sequences
            ? config.WithMaxTest(int.Parse(sequences, CultureInfo.InvariantCulture))
            : config.WithMaxTest(Sequences).WithReplay(Seed, Gamma);
    }

    private static IEnumerable<WorldEvent[]> WithoutOne(WorldEvent[] history) =>
        Enumerable.Range(0, history.Length).Select(left => history.Where((_, index) => index != left).ToArray());
}
