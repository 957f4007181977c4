using CanaryOperator.Runtime.LeaderElection;
using CanaryOperator.Runtime.Metrics;
using CanaryOperator.Runtime.Tests.Hosting;
using CanaryOperator.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Runtime.Tests.LeaderElection;

public class LeaderElectionMetricsTests
{
    [Fact]
    public async Task Master_status_is_0_for_a_candidate_1_for_the_leader_and_0_after_a_stop()
    {
        using var metrics = new MetricsCollector("CanaryOperator.LeaderElection");
        using var stop = new CancellationTokenSource();
        var store = new LeaseStore();
        store.Put(new() { HolderIdentity = "other", LeaseDurationSeconds = 15 });
        var clock = new FakeTimeProvider();
        var elector = new LeaderElector(
            new LeaseLock(new JournalingClient(store, new Journal()), "canary", "measured", "me"),
            new LeaderElectionConfig(),
            clock,
            new Random(1),
            NullLogger<LeaderElector>.Instance);

        var leads = new TaskCompletionSource();
        var running = elector.RunAsync(
            async work =>
            {
                leads.SetResult();
                metrics.Render().Should().Contain("leader_election_master_status{name=\"measured\"} 1\n");
                await stop.CancelAsync();
            },
            stop.Token);
        metrics.Render().Should().Contain("leader_election_master_status{name=\"measured\"} 0\n")
            .And.Contain("leader_election_slowpath_total{name=\"measured\"} 0\n");

        while (!leads.Task.IsCompleted)
        {
            await Eventually.BecomesTrueAsync(() => clock.PendingTimers > 0 || leads.Task.IsCompleted, "the elector waits, or leads");
            if (!leads.Task.IsCompleted)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
            }
        }

        // From here on the clock stands still: the lease must not run out while other threads are slow.
        await running;
        metrics.Render().Should().Contain("leader_election_master_status{name=\"measured\"} 0\n");
    }
}
