using CanaryOperator.Runtime.Controllers;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Tests.Controllers;

public sealed class ControllerStopTests : ControllerFixture
{
    [Fact]
    public async Task Stop_lets_running_reconciles_finish_and_starts_no_other()
    {
        var gate = new TaskCompletionSource<ReconciliationResult>();
        var token = CancellationToken.None;
        Reconciler.Answer = (_, cancellationToken) =>
        {
            token = cancellationToken;
            return gate.Task;
        };
        Run(NewController());
        Informer.Put("a");
        Informer.Put("b");
        Scheduler.Settle();

        await StopSource.CancelAsync();
        await Scheduler.SettleUntilAsync(() => Scheduler.Clock.PendingTimers == 1, "the grace period begins");
        Scheduler.Advance(TimeSpan.FromSeconds(14));
        token.IsCancellationRequested.Should().BeFalse();
        Running!.IsCompleted.Should().BeFalse();
        gate.SetResult(ReconciliationResult.Success());
        await Ended();
        Reconciler.Calls.Should().Equal("a");
    }

    [Fact]
    public async Task Stop_cancels_what_still_runs_when_the_grace_is_over()
    {
        Reconciler.Answer = Endless;
        Run(NewController());
        Informer.Put("a");
        Scheduler.Settle();

        await StopSource.CancelAsync();
        await Scheduler.SettleUntilAsync(() => Scheduler.Clock.PendingTimers == 1, "the grace period begins");
        Scheduler.Advance(TimeSpan.FromSeconds(15));

        await Ended();
        Logger.At(LogLevel.Warning).Should().ContainSingle(message => message.Contains("cancels the reconciles that still run"));
        Value("error").Should().Be(0, "our own cancellation is no failure");
    }

    [Fact]
    public async Task Worker_that_breaks_ends_the_controller_loudly()
    {
        Reconciler.Answer = (call, _) =>
        {
            Queue.Done(new NamespacedName("ns", call));
            return Task.FromResult(ReconciliationResult.Success());
        };
        Run(NewController(workers: 2));
        Informer.Put("a");

        Func<Task> settle = () => Scheduler.SettleUntilAsync(() => Running!.IsCompleted, "the controller ends");

        await settle.Should().ThrowAsync<InvalidOperationException>().WithMessage("ns/a was given back*");
    }

    [Fact]
    public async Task Stop_before_the_caches_synced_ends_the_run()
    {
        Informer.HasSynced = false;
        Run(NewController());

        await StopSource.CancelAsync();
        await Ended();
    }

    private static async Task<ReconciliationResult> Endless(string call, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return ReconciliationResult.Success();
    }

    private Task Ended() => Scheduler.SettleUntilAsync(() => Running!.IsCompletedSuccessfully, "the controller ends");
}
