using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Controllers;

namespace CanaryOperator.Runtime.Tests.Controllers;

public sealed class ControllerWiringTests : ControllerFixture
{
    [Fact]
    public void Changed_object_is_reconciled_and_absent_one_is_told_as_deleted()
    {
        Run(NewController());
        Informer.Put("a");
        Scheduler.Settle();
        Informer.Delete("a");
        Scheduler.Settle();

        Reconciler.Calls.Should().Equal("a", "-a");
    }

    [Fact]
    public void Nothing_is_reconciled_before_every_cache_has_synced()
    {
        Owned.HasSynced = false;
        Run(NewController().Owns(Owned));
        Informer.Put("a");
        Scheduler.Advance(TimeSpan.FromMinutes(1));
        Reconciler.Calls.Should().BeEmpty();

        Owned.HasSynced = true;
        Scheduler.Advance(TimeSpan.FromSeconds(1));

        Reconciler.Calls.Should().Equal("a");
    }

    [Fact]
    public void Owned_object_that_changes_hands_reconciles_the_old_owner_and_the_new_one()
    {
        Run(NewController().Owns(Owned));
        Owned.Put("child", owner: "a");
        Scheduler.Settle();
        Owned.Put("child", owner: "b");
        Scheduler.Settle();
        Owned.Delete("child");
        Scheduler.Settle();

        Reconciler.Calls.Should().Equal("-a", "-a", "-b", "-b");
    }

    [Fact]
    public void Mapping_function_decides_which_keys_are_reconciled()
    {
        Run(NewController().Watches(Owned, lease => [new("ns", $"{lease.Name()}-1"), new("ns", $"{lease.Name()}-2")]));

        Owned.Put("x");
        Scheduler.Settle();

        Reconciler.Calls.Should().Equal("-x-1", "-x-2");
    }

    [Fact]
    public void Change_during_a_reconcile_leads_to_one_more_after_it()
    {
        var gate = new TaskCompletionSource<ReconciliationResult>();
        Reconciler.Answer = (_, _) => gate.Task;
        Run(NewController(workers: 4));
        Informer.Put("a");
        Scheduler.Settle();
        Informer.Put("a");
        Informer.Put("a");
        Scheduler.Settle();
        Reconciler.Calls.Should().HaveCount(1, "no key is with two workers");

        gate.SetResult(ReconciliationResult.Success());
        Scheduler.Settle();

        Reconciler.Calls.Should().HaveCount(2);
    }

    [Fact]
    public void Workers_reconcile_as_many_objects_at_a_time_as_there_are_of_them()
    {
        var gate = new TaskCompletionSource<ReconciliationResult>();
        Reconciler.Answer = (_, _) => gate.Task;
        Run(NewController(workers: 3));
        foreach (var name in new[] { "a", "b", "c", "d", "e" })
        {
            Informer.Put(name);
        }

        Scheduler.Settle();
        Reconciler.Calls.Should().HaveCount(3);
        Metrics.Value("controller_runtime_active_workers{controller=canary}").Should().Be(3);
        Metrics.Value("controller_runtime_max_concurrent_reconciles{controller=canary}").Should().Be(3);

        gate.SetResult(ReconciliationResult.Success());
        Scheduler.Settle();
        Reconciler.Calls.Should().HaveCount(5);
    }

    [Fact]
    public void Log_scope_names_controller_object_and_reconcile()
    {
        Run(NewController());
        Informer.Put("a");
        Scheduler.Settle();

        var scope = Logger.Entries.Single(entry => entry.Message.StartsWith("Reconciled ns/a", StringComparison.Ordinal))
            .Scopes.OfType<IReadOnlyDictionary<string, object>>().Single();
        scope["controller"].Should().Be("canary");
        scope["namespace"].Should().Be("ns");
        scope["name"].Should().Be("a");
        scope["reconcileId"].Should().BeOfType<Guid>();
    }

    [Fact]
    public void Metrics_start_at_zero_and_count_by_result()
    {
        NewController();
        foreach (var result in new[] { "success", "error", "requeue", "requeue_after" })
        {
            Value(result).Should().Be(0);
        }

        Metrics.Value("controller_runtime_reconcile_errors_total{controller=canary}").Should().Be(0);

        Reconciler.Answer = async (_, cancellationToken) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2), Scheduler.Clock, cancellationToken);
            throw new InvalidOperationException();
        };
        Run(NewController());
        Informer.Put("a");
        Scheduler.Advance(TimeSpan.FromSeconds(2));

        Value("error").Should().Be(1);
        Metrics.Value("controller_runtime_reconcile_errors_total{controller=canary}").Should().Be(1);
        Metrics.Values("controller_runtime_reconcile_time_seconds{controller=canary}").Should().Equal(2);
    }

    [Fact]
    public void No_workers_are_refused()
    {
        this.Invoking(test => test.NewController(workers: 0)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
