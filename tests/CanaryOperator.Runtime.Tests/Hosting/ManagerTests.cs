using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Events;
using CanaryOperator.Runtime.Health;
using CanaryOperator.Runtime.Hosting;
using CanaryOperator.Runtime.LeaderElection;
using CanaryOperator.Runtime.Tests.LeaderElection;
using CanaryOperator.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Runtime.Tests.Hosting;

public sealed class ManagerTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Journal _journal = new();
    private readonly LeaseStore _store = new();
    private readonly HealthChecks _checks = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly FakePart _server;
    private readonly FakePart _cache;
    private readonly FakePart _controller;
    private readonly EventRecorder _events;

    public ManagerTests()
    {
        _server = new FakePart("server", _journal);
        _cache = new FakePart("cache", _journal);
        _controller = new FakePart("controller", _journal);
        _events = new EventRecorder(Client, "test", _clock, new Random(1), NullLogger<EventRecorder>.Instance);
    }

    private JournalingClient Client => new(_store, _journal);

    public void Dispose() => _stop.Dispose();

    [Fact]
    public async Task It_starts_servers_then_caches_then_competes_then_starts_controllers()
    {
        _cache.HasSynced = false;
        var running = Manager().RunAsync(_stop.Token);
        await HappensAsync("cache started");
        _store.Current.Should().BeNull("nobody should lead who cannot work");

        _cache.HasSynced = true;
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await HappensAsync("controller started");

        _store.Spec.HolderIdentity.Should().Be("me");
        _journal.Entries.Should().Equal("server started", "cache started", "controller started");
        await StopAsync(running);
    }

    [Fact]
    public async Task It_stops_controllers_then_caches_then_servers_then_the_lease_then_events()
    {
        var running = Manager().RunAsync(_stop.Token);
        await HappensAsync("controller started");
        _events.Publish(new V1ObjectReference { Name = "iris" }, EventType.Normal, "Reason", "Action", "note");
        await HappensAsync("event written");

        await StopAsync(running);

        _journal.Entries.Skip(4).Should().Equal(
            "controller told to stop", "controller stopped", "cache told to stop", "cache stopped", "server stopped", "lease released");
    }

    [Fact]
    public async Task Events_of_the_last_moment_are_written_after_the_lease_was_released()
    {
        var manager = Manager(controller: new PublishingPart(_events));
        var running = manager.RunAsync(_stop.Token);
        await Eventually.BecomesTrueAsync(() => _store.Current is not null, "leadership");

        await StopAsync(running);

        _journal.Has("event written").Should().BeTrue();
    }

    [Fact]
    public async Task A_controller_that_drains_holds_up_everything_else()
    {
        var slow = new FakePart("slow", _journal) { DrainsSlowly = true };
        var running = Manager(controller: slow).RunAsync(_stop.Token);
        await HappensAsync("slow started");

        await _stop.CancelAsync();
        await HappensAsync("slow told to stop");
        _journal.Entries.Should().NotContain("cache told to stop").And.NotContain("lease released");

        slow.End();
        await running;
        _journal.Entries.TakeLast(4).Should().Equal("cache told to stop", "cache stopped", "server stopped", "lease released");
    }

    [Fact]
    public async Task After_20_s_a_stop_is_given_up_and_the_lease_kept()
    {
        var slow = new FakePart("slow", _journal) { DrainsSlowly = true };
        var running = Manager(controller: slow).RunAsync(_stop.Token);
        await HappensAsync("slow started");
        await _stop.CancelAsync();
        await HappensAsync("slow told to stop");

        for (var i = 0; i < 199; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(0.1));
        }

        running.IsCompleted.Should().BeFalse();
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        await FluentActions.Awaiting(() => running).Should().ThrowAsync<TimeoutException>()
            .WithMessage("*20 s; still running: slow, cache*");
        _journal.Has("lease released").Should().BeFalse();
        slow.End();
    }

    [Fact]
    public async Task A_lost_lease_ends_it_at_once()
    {
        var slow = new FakePart("slow", _journal) { DrainsSlowly = true };
        var running = Manager(controller: slow).RunAsync(_stop.Token);
        await HappensAsync("slow started");
        _store.Put(new V1LeaseSpec { HolderIdentity = "other", LeaseDurationSeconds = 15 });

        _clock.Advance(TimeSpan.FromSeconds(2));

        await FluentActions.Awaiting(() => running).Should().ThrowAsync<LeadershipLostException>();
        _journal.Has("slow told to stop").Should().BeTrue();
        slow.End();
    }

    [Fact]
    public async Task A_controller_that_fails_stops_everything_in_order_and_fails_it()
    {
        var running = Manager().RunAsync(_stop.Token);
        await HappensAsync("controller started");

        _controller.Fail(new InvalidOperationException("broken"));

        await FluentActions.Awaiting(() => running).Should().ThrowAsync<InvalidOperationException>().WithMessage("broken");
        _journal.Entries.Should().Contain("lease released").And.Contain("cache stopped").And.Contain("server stopped");
    }

    [Fact]
    public async Task A_controller_that_ends_by_itself_is_a_failure()
    {
        var running = Manager().RunAsync(_stop.Token);
        await HappensAsync("controller started");

        _controller.End();

        await FluentActions.Awaiting(() => running).Should().ThrowAsync<InvalidOperationException>().WithMessage("controller ended*");
    }

    [Fact]
    public async Task A_cache_that_fails_stops_the_controllers_first()
    {
        var running = Manager().RunAsync(_stop.Token);
        await HappensAsync("controller started");

        _cache.Fail(new InvalidOperationException("broken"));

        await FluentActions.Awaiting(() => running).Should().ThrowAsync<InvalidOperationException>().WithMessage("broken");
        _journal.Entries.Should().Contain("controller stopped").And.Contain("lease released");
    }

    [Fact]
    public async Task A_server_that_cannot_start_fails_it_before_anything_else_starts()
    {
        var broken = new FakePart("broken", _journal) { StartFailure = new IOException("address in use") };
        var manager = Manager(servers: [_server, broken]);

        await manager.Awaiting(m => m.RunAsync(_stop.Token)).Should().ThrowAsync<IOException>().WithMessage("address in use");

        _journal.Entries.Should().Equal("server started", "broken started", "server stopped");
    }

    [Fact]
    public async Task A_replica_that_does_not_lead_is_ready_and_stops_cleanly()
    {
        _store.Put(new V1LeaseSpec { HolderIdentity = "other", LeaseDurationSeconds = 3600 });
        var running = Manager().RunAsync(_stop.Token);
        await HappensAsync("cache started");

        HealthReport.Of("readyz", _checks.Ready, []).Body(verbose: true).Should().Be("[+]caches ok\n[+]ping ok\nreadyz check passed\n");
        HealthReport.Of("healthz", _checks.Live, []).Body(verbose: true)
            .Should().Be("[+]leader-election ok\n[+]ping ok\nhealthz check passed\n");
        await StopAsync(running);

        _journal.Entries.Should().Equal("server started", "cache started", "cache told to stop", "cache stopped", "server stopped");
        _store.Spec.HolderIdentity.Should().Be("other");
    }

    [Fact]
    public async Task It_is_not_ready_before_caches_have_synced_and_can_be_stopped_meanwhile()
    {
        _cache.HasSynced = false;
        _cache.LastError = "403";
        var running = Manager().RunAsync(_stop.Token);
        await HappensAsync("cache started");

        HealthReport.Of("readyz", _checks.Ready, []).Failures.Should().Be("caches: not synced: cache (403)");

        await StopAsync(running);
        _journal.Entries.Should().EndWith("server stopped");
    }

    [Fact]
    public async Task Without_an_elector_it_leads_at_once()
    {
        var manager = new Manager(
            new ManagerOptions(), [], [], [_controller], elector: null, _events, _checks, _clock, NullLogger<Manager>.Instance);
        var running = manager.RunAsync(_stop.Token);
        await HappensAsync("controller started");

        await StopAsync(running);

        _journal.Entries.Should().Equal("controller started", "controller told to stop", "controller stopped");
    }

    private Manager Manager(IRunnable? controller = null, IReadOnlyList<FakePart>? servers = null)
    {
        var @lock = new LeaseLock(Client, "canary", "lease", "me");
        var elector = new LeaderElector(
            @lock, new LeaderElectionConfig(), _clock, new Random(1), NullLogger<LeaderElector>.Instance);
        return new Manager(
            new ManagerOptions(),
            servers ?? [_server],
            [_cache],
            [controller ?? _controller],
            elector,
            _events,
            _checks,
            _clock,
            NullLogger<Manager>.Instance);
    }

    private Task HappensAsync(string entry) => Eventually.BecomesTrueAsync(() => _journal.Has(entry), entry);

    private async Task StopAsync(Task running)
    {
        await _stop.CancelAsync();
        await running;
    }

    private sealed class PublishingPart(EventRecorder events) : IRunnable
    {
        public string Name => "publisher";

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            var stopped = new TaskCompletionSource();
            await using var registration = cancellationToken.Register(() => stopped.TrySetResult());
            await stopped.Task;
            events.Publish(new V1ObjectReference { Name = "iris" }, EventType.Normal, "Stopping", "Stop", "bye");
        }
    }
}
