using CanaryOperator.Runtime.Controllers;
using CanaryOperator.Runtime.Tests.Simulation;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Tests.Controllers;

public sealed class ControllerResultTests : ControllerFixture
{
    [Fact]
    public void Failure_comes_back_with_growing_delay_for_ever()
    {
        Reconciler.Answer = (_, _) => throw new InvalidOperationException("broken");
        Run(NewController());
        Informer.Put("a");
        Scheduler.Settle();
        Reconciler.Calls.Should().HaveCount(1);

        Scheduler.Clock.Advance(TimeSpan.FromMilliseconds(5));
        Scheduler.Settle();
        Reconciler.Calls.Should().HaveCount(2);
        Scheduler.Clock.Advance(TimeSpan.FromMilliseconds(9));
        Scheduler.Settle();
        Reconciler.Calls.Should().HaveCount(2, "the second delay is 10 ms");

        for (var i = 0; i < 100; i++)
        {
            Scheduler.Clock.Advance(TimeSpan.FromSeconds(1000));
            Scheduler.Settle();
        }

        Reconciler.Calls.Should().HaveCountGreaterThan(100, "a key is never dropped");
        Logger.Entries.Should().Contain(entry => entry.Level == LogLevel.Error && entry.Exception!.Message == "broken");
    }

    [Fact]
    public void Unreachable_server_is_asked_every_two_seconds_however_long_it_was_away()
    {
        Reconciler.Answer = (_, _) => throw Failures.Refused();
        Run(NewController());
        Informer.Put("a");
        Scheduler.Advance(TimeSpan.FromMinutes(10));
        Reconciler.Calls.Clear();

        Scheduler.Advance(TimeSpan.FromSeconds(20));

        Reconciler.Calls.Should().HaveCount(10);
    }

    [Fact]
    public void Success_makes_the_next_failure_start_from_the_shortest_delay()
    {
        var failing = true;
        Reconciler.Answer = (_, _) => failing ? throw new InvalidOperationException() : Task.FromResult(ReconciliationResult.Success());
        Run(NewController());
        Informer.Put("a");
        Scheduler.Advance(TimeSpan.FromSeconds(10));
        failing = false;
        Scheduler.Advance(TimeSpan.FromSeconds(60));
        failing = true;
        Reconciler.Calls.Clear();

        Informer.Put("a");
        Scheduler.Settle();
        Scheduler.Clock.Advance(TimeSpan.FromMilliseconds(5));
        Scheduler.Settle();

        Reconciler.Calls.Should().HaveCount(2);
    }

    [Fact]
    public void Requeue_after_comes_back_on_time_and_forgets_failures()
    {
        Reconciler.Answer = (_, _) => Task.FromResult(ReconciliationResult.Success(TimeSpan.FromSeconds(30)));
        Run(NewController());
        Informer.Put("a");
        Scheduler.Advance(TimeSpan.FromSeconds(29.9));
        Reconciler.Calls.Should().HaveCount(1);
        Scheduler.Advance(TimeSpan.FromSeconds(0.1));

        Reconciler.Calls.Should().HaveCount(2);
        Value("requeue_after").Should().Be(2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-10)]
    public void Requeue_after_a_moment_that_has_passed_comes_back_soon_but_never_in_a_hot_loop(int seconds)
    {
        Reconciler.Answer = (_, _) => Task.FromResult(ReconciliationResult.Success(TimeSpan.FromSeconds(seconds)));
        Run(NewController());
        Informer.Put("a");
        Scheduler.Advance(TimeSpan.FromSeconds(10));

        Reconciler.Calls.Count.Should().BeInRange(5, 15, "5 ms doubled again and again reach 10 s in eleven steps");
    }

    [Fact]
    public void Conflict_is_tried_again_without_any_noise()
    {
        var conflicts = 1;
        Reconciler.Answer = (_, _) => conflicts-- > 0 ? throw Failures.Conflict() : Task.FromResult(ReconciliationResult.Success());
        Run(NewController());
        Informer.Put("a");
        Scheduler.Advance(TimeSpan.FromSeconds(1));

        Reconciler.Calls.Should().HaveCount(2);
        Logger.Entries.Should().NotContain(entry => entry.Level > LogLevel.Information);
        Logger.At(LogLevel.Debug).Should().Contain(message => message.Contains("ns/a changed meanwhile"));
        (Value("error"), Value("requeue"), Value("success")).Should().Be((0, 1, 1));
    }

    [Fact]
    public void Cancellation_by_somebody_else_is_a_failure_and_comes_back()
    {
        var timeouts = 1;
        Reconciler.Answer = (_, _) =>
            timeouts-- > 0 ? throw new TaskCanceledException("http timeout") : Task.FromResult(ReconciliationResult.Success());
        Run(NewController());
        Informer.Put("a");
        Scheduler.Advance(TimeSpan.FromSeconds(1));

        Reconciler.Calls.Should().HaveCount(2);
        Value("error").Should().Be(1);
    }

    [Fact]
    public void Server_that_cannot_serve_is_a_warning_in_one_line()
    {
        var failures = 1;
        Reconciler.Answer = (_, _) => failures-- > 0 ? throw Failures.Internal() : Task.FromResult(ReconciliationResult.Success());
        Run(NewController());
        Informer.Put("a");
        Scheduler.Advance(TimeSpan.FromSeconds(1));

        Logger.Entries.Should().ContainSingle(entry => entry.Level == LogLevel.Warning && entry.Exception == null);
        Value("error").Should().Be(1);
    }
}
