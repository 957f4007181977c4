using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Tests.Simulation;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Tests.Informers;

public sealed class InformerWatchTests : InformerFixture
{
    public static TheoryData<string> KeepTheVersion => ["refused", "dropped", "throttled", "internal", "timeout"];

    [Fact]
    public void Events_reach_the_cache_and_the_handlers_in_order()
    {
        Run();

        Server.Put("a", "ann");
        Server.Put("b", "bob");
        Server.Put("a", "anna");
        Server.Delete("b");
        Scheduler.Settle();

        Changes.Should().Equal("+a=ann", "+b=bob", "a=anna", "-b=bob");
        Cached.Should().Equal("a=anna");
    }

    [Theory]
    [InlineData("added")]
    [InlineData("modified")]
    [InlineData("deleted")]
    [InlineData("bookmark")]
    [InlineData("unreadable")]
    public void Every_event_moves_the_version_that_the_next_watch_starts_from(string kind)
    {
        Server.Put("a");
        Run();
        switch (kind)
        {
            case "added":
                Server.Put("b");
                break;
            case "modified":
                Server.Put("a", "other");
                break;
            case "deleted":
                Server.Delete("a");
                break;
            case "bookmark":
                Server.MoveOn();
                Server.Bookmark();
                break;
            default:
                Server.Put("a", "other", readable: false);
                break;
        }

        var expected = Server.Version;
        Scheduler.Settle();
        Server.CloseWatches();
        Server.MoveOn();
        WaitForRetry();

        Server.Watches.Should().HaveCount(2);
        Server.Watches[1].ResourceVersion.Should().Be(expected);
        Server.Lists.Should().HaveCount(1);
    }

    [Theory]
    [MemberData(nameof(KeepTheVersion))]
    public void A_watch_that_breaks_goes_on_from_the_same_version(string failure)
    {
        Run();
        Server.Put("a");
        var version = Server.Version;
        Scheduler.Settle();

        Server.BreakWatches(Failure(failure));
        Server.WatchFailures.Enqueue(Failure(failure));
        Scheduler.Settle();
        Server.Put("b");
        WaitForRetry();

        Server.Lists.Should().HaveCount(1, "the server must not be asked for everything again");
        Server.Watches.Skip(1).Should().HaveCount(2).And.OnlyContain(watch => watch.ResourceVersion == version);
        Cached.Should().Equal("a=somebody", "b=somebody");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Version_too_old_lists_again_from_a_quorum_with_backoff_and_without_a_warning(bool asEvent)
    {
        Server.Put("a");
        Server.Put("gone");
        Run();
        Scheduler.Advance(TimeSpan.FromSeconds(2));
        if (asEvent)
        {
            Server.BreakWatches(Failures.Gone());
        }
        else
        {
            Server.CloseWatches();
            Server.WatchFailures.Enqueue(Failures.Gone());
        }

        Scheduler.Settle();
        Server.Delete("gone");
        Server.Put("new");
        Server.Compact();
        Server.Lists.Should().HaveCount(1, "even this way back has a pause");
        WaitForRetry();

        Server.Lists.Select(list => list.ResourceVersion).Should().Equal("0", null);
        Cached.Should().Equal("a=somebody", "new=somebody");
        Changes.Skip(2).Should().BeEquivalentTo("+new=somebody", "-gone=somebody");
        Logger.At(LogLevel.Warning).Should().BeEmpty();
        Metrics.Value(Series("informer_relists_total")).Should().Be(1);
        Metrics.Value(Series("informer_watch_reconnects_total", "expired")).Should().Be(1);
    }

    [Fact]
    public void Version_from_the_servers_future_lists_again_as_after_a_restored_backup()
    {
        Run();
        Server.BreakWatches(Failures.VersionFromTheFuture());
        WaitForRetry();

        Server.Lists.Select(list => list.ResourceVersion).Should().Equal("0", null);
    }

    [Fact]
    public void Any_other_refusal_lists_again_and_nothing_older_than_what_was_seen()
    {
        Run();
        Server.Put("a");
        Scheduler.Settle();
        Server.BreakWatches(Failures.Forbidden());
        WaitForRetry();

        Server.Lists.Select(list => list.ResourceVersion).Should().Equal("0", Server.Version);
        Changes.Should().Equal(["+a=somebody"], "what did not change is not told again");
    }

    [Fact]
    public void Forbidden_watch_is_reported_until_a_watch_is_in_place_although_the_list_works()
    {
        Server.WatchFailures.Enqueue(Failures.Forbidden());
        Server.WatchFailures.Enqueue(Failures.Forbidden());
        Server.WatchFailures.Enqueue(Failures.Forbidden());
        Run();
        Scheduler.Advance(TimeSpan.FromSeconds(4.8));

        Server.Lists.Count.Should().BeGreaterThan(1);
        Informer.HasSynced.Should().BeTrue();
        Informer.LastError.Should().Contain("Cannot watch");
        Logger.At(LogLevel.Error).Should().ContainSingle().Which.Should().Contain("the verb watch on leases");

        WaitForRetry();
        Informer.LastError.Should().BeNull();
        Logger.At(LogLevel.Information).Should().ContainSingle(message => message.Contains("works again"));
    }

    [Fact]
    public void Watch_asks_for_a_time_between_five_and_ten_minutes_and_goes_on_after_it()
    {
        Run();
        Scheduler.Advance(TimeSpan.FromHours(3));

        Server.Watches.Count.Should().BeInRange(18, 36);
        Server.Watches.Should().OnlyContain(watch => watch.Timeout.TotalSeconds >= 300 && watch.Timeout.TotalSeconds <= 600);
        Server.Watches.Select(watch => watch.Timeout).Should().OnlyHaveUniqueItems();
        Server.Lists.Should().HaveCount(1);
        Informer.LastError.Should().BeNull();
    }

    [Fact]
    public void Very_short_watch_without_an_event_counts_as_a_failure_and_never_becomes_a_hot_loop()
    {
        Run();
        for (var i = 0; i < 600; i++)
        {
            Server.CloseWatches();
            Scheduler.Advance(TimeSpan.FromSeconds(0.5));
        }

        Server.Watches.Count.Should().BeLessThan(20, "300 s of pauses that double up to 30 s");
        Informer.LastError.Should().Contain("ended the watch at once");
        Metrics.Value(Series("informer_watch_reconnects_total", "closed_early")).Should().BeGreaterThan(5);
    }

    [Fact]
    public void Pause_is_short_again_after_two_minutes_of_health()
    {
        Run();
        for (var i = 0; i < 8; i++)
        {
            Server.BreakWatches(Failures.Dropped());
            WaitForRetry();
        }

        Scheduler.Advance(TimeSpan.FromMinutes(2));
        Server.BreakWatches(Failures.Dropped());
        var before = Server.Watches.Count;
        Scheduler.Advance(TimeSpan.FromSeconds(1.6));

        Server.Watches.Should().HaveCount(before + 1);
    }

    [Fact]
    public void Unreadable_object_is_told_and_counted_and_its_previous_state_stays()
    {
        Server.Put("a", "ann");
        Run();
        Server.Put("a", "anna", readable: false);
        Server.Put("b", "bob");
        Scheduler.Settle();

        Cached.Should().Equal("a=ann", "b=bob");
        Metrics.Value(Series("informer_unreadable_total")).Should().Be(1);
        Logger.At(LogLevel.Warning).Should().ContainSingle(message => message.Contains("ns/a"));
    }

    [Fact]
    public void New_uid_under_the_same_key_is_told_as_deletion_and_addition()
    {
        Server.Put("a", "first");
        Run();
        Changes.Clear();

        // Nobody watches while the name changes hands.
        Server.BreakWatches(Failures.Gone());
        Scheduler.Settle();
        Server.Delete("a");
        Server.Put("a", "second");
        WaitForRetry();

        Changes.Should().Equal("-a=first", "+a=second");
    }

    [Fact]
    public void Handler_that_throws_is_told_and_counted_and_harms_nobody()
    {
        Informer.Register((_, _) => throw new InvalidOperationException("broken handler"));
        Run();
        Server.Put("a");
        Server.Put("b");
        Scheduler.Settle();

        Changes.Should().Equal("+a=somebody", "+b=somebody");
        Metrics.Value(Series("informer_handler_errors_total")).Should().Be(2);
        Logger.Entries.Where(entry => entry.Exception?.Message == "broken handler").Should().HaveCount(2);
        Server.OpenWatches.Should().Be(1);
    }

    [Fact]
    public void Cache_is_replayed_about_every_ten_hours_without_any_request()
    {
        Server.Put("a", "ann");
        Run();
        Changes.Clear();
        Scheduler.Advance(TimeSpan.FromHours(9) - TimeSpan.FromMinutes(1));
        Changes.Should().BeEmpty();

        Scheduler.Advance(TimeSpan.FromHours(2));

        Changes.Should().Equal("a=ann");
        Server.Lists.Should().HaveCount(1);
    }

    [Fact]
    public void Metrics_follow_the_cache_and_start_at_zero()
    {
        Metrics.Value(Series("informer_relists_total")).Should().Be(0);
        Metrics.Value(Series("informer_unreadable_total")).Should().Be(0);
        Metrics.Value(Series("informer_handler_errors_total")).Should().Be(0);
        foreach (var reason in new[] { "closed", "closed_early", "expired", "throttled", "server_error", "disconnected", "other" })
        {
            Metrics.Value(Series("informer_watch_reconnects_total", reason)).Should().Be(0);
        }

        Run();
        Server.Put("a");
        Scheduler.Settle();
        Scheduler.Advance(TimeSpan.FromSeconds(42));

        Metrics.Value(Series("informer_objects")).Should().Be(1);
        Metrics.Value(Series("informer_last_event_age_seconds")).Should().BeApproximately(42, 0.001);
    }

    [Fact]
    public async Task Stopping_ends_the_run_without_an_exception_and_closes_the_watch()
    {
        Run();

        Stop();

        await Scheduler.SettleUntilAsync(() => Running!.IsCompletedSuccessfully, "the informer ends");
        Server.OpenWatches.Should().Be(0);
        Scheduler.Clock.PendingTimers.Should().Be(0);
    }

    [Fact]
    public void Handlers_and_indexes_are_refused_once_it_runs()
    {
        Run();

        Informer.Invoking(informer => informer.Register((_, _) => { })).Should().Throw<InvalidOperationException>();
        Informer.Invoking(informer => informer.AddIndex("late", _ => [])).Should().Throw<InvalidOperationException>();
    }

    private static Exception Failure(string name) => name switch
    {
        "refused" => Failures.Refused(),
        "dropped" => Failures.Dropped(),
        "throttled" => Failures.Throttled(),
        "internal" => Failures.Internal(),
        _ => new TaskCanceledException("the request timed out"),
    };
}
