using System.Net;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Events;
using CanaryOperator.Runtime.Metrics;
using CanaryOperator.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Runtime.Tests.Events;

public sealed class EventRecorderTests : IAsyncLifetime, IDisposable
{
    private static readonly V1ObjectReference Service = new()
    {
        ApiVersion = "serving.kserve.io/v1beta1",
        Kind = "InferenceService",
        NamespaceProperty = "ns",
        Name = "iris",
        Uid = "u1",
        ResourceVersion = "5",
    };

    private readonly FakeTimeProvider _clock = new();
    private readonly FakeEventSink _sink = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly MetricsCollector _metrics = new("CanaryOperator.Events");
    private readonly EventRecorder _recorder;
    private Task _running = Task.CompletedTask;
    private int _markers;

    public EventRecorderTests()
    {
        _recorder = new EventRecorder(_sink, "canary-operator", _clock, new Random(1), NullLogger<EventRecorder>.Instance);
    }

    public Task InitializeAsync()
    {
        _running = _recorder.RunAsync(_stop.Token);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _sink.Hangs = false;
        await _stop.CancelAsync();
        for (var i = 0; i < 100 && !_running.IsCompleted; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await _running;
    }

    public void Dispose()
    {
        _stop.Dispose();
        _metrics.Dispose();
    }

    [Fact]
    public async Task An_event_is_written_with_everything_the_server_requires()
    {
        Publish();
        await WrittenAsync(1);

        var nanos = (_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
        _sink.Created.Single().Should().BeEquivalentTo(new Eventsv1Event
        {
            ApiVersion = "events.k8s.io/v1",
            Kind = "Event",
            Metadata = new V1ObjectMeta { Name = $"iris.{nanos:x}", NamespaceProperty = "ns" },
            EventTime = _clock.GetUtcNow(),
            ReportingController = "canary-operator",
            ReportingInstance = $"canary-operator-{Environment.MachineName}",
            Action = "Rollout",
            Reason = "Promoted",
            Regarding = Service,
            Note = "Revision 2 has all traffic.",
            Type = "Normal",
        });
    }

    [Fact]
    public async Task An_event_about_a_cluster_scoped_object_goes_to_the_default_namespace()
    {
        _recorder.Publish(Service with { NamespaceProperty = null }, EventType.Warning, "R", "A", "note");
        await WrittenAsync(1);

        _sink.Created.Single().Metadata.NamespaceProperty.Should().Be("default");
        _sink.Created.Single().Type.Should().Be("Warning");
    }

    [Fact]
    public async Task Two_events_of_one_object_in_one_instant_have_two_names()
    {
        Publish("one");
        Publish("two");
        await WrittenAsync(2);

        _sink.Created.Select(e => e.Metadata.Name).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task The_first_repeat_is_patched_and_later_ones_are_only_counted()
    {
        Publish();
        _clock.Advance(TimeSpan.FromSeconds(1.5));
        for (var i = 0; i < 5; i++)
        {
            Publish();
        }

        await EverythingPublishedIsWrittenAsync();

        var name = _sink.Created.First().Metadata.Name;
        _sink.Patched.Should().Equal((name!, """{"series":{"count":2,"lastObservedTime":"2026-01-01T00:00:01.500000Z"}}"""));
    }

    [Fact]
    public async Task Another_resource_version_of_the_object_does_not_make_it_another_event()
    {
        Publish();
        _recorder.Publish(
            Service with { ResourceVersion = "6" }, EventType.Normal, "Promoted", "Rollout", "Revision 2 has all traffic.");
        await EverythingPublishedIsWrittenAsync();

        _sink.Patched.Should().ContainSingle();
    }

    [Fact]
    public async Task A_series_is_written_again_every_30_minutes()
    {
        Publish();
        for (var minute = 0; minute < 33; minute += 3)
        {
            Publish();
            await EverythingPublishedIsWrittenAsync();
            _clock.Advance(TimeSpan.FromMinutes(3));
        }

        await Eventually.BecomesTrueAsync(() => _sink.Patched.Count == 2, "the second patch of the series");
        _sink.Patched.Last().Json.Should().MatchRegex("\"count\":1[12],");
    }

    [Fact]
    public async Task A_series_that_is_idle_for_6_minutes_gets_its_last_count_and_the_next_event_is_new()
    {
        Publish();
        Publish();
        Publish();
        await EverythingPublishedIsWrittenAsync();

        _clock.Advance(TimeSpan.FromMinutes(7));
        await Eventually.BecomesTrueAsync(() => _sink.Patched.Count == 2, "the last patch of the series");
        _sink.Patched.Last().Json.Should().Contain("\"count\":3,");

        var before = _sink.Created.Count;
        Publish();
        await WrittenAsync(before + 1);
    }

    [Fact]
    public async Task A_series_whose_event_is_gone_is_created_anew()
    {
        Publish();
        await WrittenAsync(1);
        _sink.Failures.Enqueue(Refusal(HttpStatusCode.NotFound, "NotFound"));
        Publish();
        await WrittenAsync(2);

        _sink.Created.Last().Series!.Count.Should().Be(2);
        _sink.Created.Last().Metadata.Name.Should().Be(_sink.Created.First().Metadata.Name);
    }

    [Fact]
    public async Task A_rejected_event_is_not_tried_again_but_the_next_one_is()
    {
        _sink.Failures.Enqueue(Refusal(HttpStatusCode.Forbidden, "Forbidden"));
        Publish();
        Publish();
        await WrittenAsync(1);

        _sink.Attempts.Should().Be(2);
        _metrics.Render().Should().Contain("events_dropped_total{reason=\"rejected\"} 1\n");
    }

    [Fact]
    public async Task A_broken_connection_is_tried_again_after_some_seconds()
    {
        _sink.Failures.Enqueue(BrokenConnection());
        Publish();
        await Eventually.BecomesTrueAsync(() => _sink.Attempts == 1 && _clock.PendingTimers == 2, "the first attempt to have failed");

        _clock.Advance(TimeSpan.FromSeconds(9.9));
        _sink.Created.Should().BeEmpty();
        _clock.Advance(TimeSpan.FromSeconds(2.6));
        await WrittenAsync(1);
    }

    [Fact]
    public async Task An_answer_that_was_lost_does_not_make_a_second_event()
    {
        _sink.Failures.Enqueue(BrokenConnection());
        _sink.Failures.Enqueue(Refusal(HttpStatusCode.Conflict, "AlreadyExists"));
        Publish();
        await Eventually.BecomesTrueAsync(() => _sink.Attempts == 1 && _clock.PendingTimers == 2, "the first attempt to have failed");
        _clock.Advance(TimeSpan.FromSeconds(12.5));
        Publish();

        await Eventually.BecomesTrueAsync(() => _sink.Patched.Count == 1, "the repeat to be a patch");
    }

    [Fact]
    public async Task After_twelve_broken_connections_an_event_is_given_up()
    {
        for (var i = 0; i < 12; i++)
        {
            _sink.Failures.Enqueue(BrokenConnection());
        }

        Publish();
        while (_sink.Attempts < 12)
        {
            await Eventually.BecomesTrueAsync(() => _clock.PendingTimers == 2, "an attempt to have failed");
            var before = _sink.Attempts;
            _clock.Advance(TimeSpan.FromSeconds(12.5));
            await Eventually.BecomesTrueAsync(() => _sink.Attempts > before, "another attempt");
        }

        await EverythingPublishedIsWrittenAsync();
        _sink.Attempts.Should().Be(13, "the last is the marker's");
        _metrics.Render().Should().Contain("events_dropped_total{reason=\"unreachable\"} 1\n");
    }

    [Fact]
    public async Task A_noisy_object_is_cut_off_after_25_events_and_others_are_not()
    {
        for (var i = 0; i < 40; i++)
        {
            Publish($"note {i}");
        }

        await EverythingPublishedIsWrittenAsync();

        _sink.Created.Should().HaveCount(26, "25 and the marker of another object");
        _metrics.Render().Should().Contain("events_dropped_total{reason=\"spam\"} 15\n");
    }

    [Fact]
    public async Task Publish_WhileTheServerHangs_NeverBlocksAndDropsWhatDoesNotFit()
    {
        _sink.Hangs = true;
        Publish();
        await Eventually.BecomesTrueAsync(() => _sink.Attempts == 1, "the writer to hang");
        for (var i = 0; i < 1003; i++)
        {
            Publish();
        }

        _metrics.Render().Should().Contain("events_dropped_total{reason=\"queue_full\"} 3\n");
    }

    [Fact]
    public async Task A_stop_writes_what_is_queued_and_the_last_counts()
    {
        for (var i = 0; i < 4; i++)
        {
            Publish();
        }

        Publish("another");
        await _stop.CancelAsync();
        await _running;

        _sink.Created.Should().HaveCount(2);
        _sink.Patched.Last().Json.Should().Contain("\"count\":4,");
    }

    [Fact]
    public async Task A_stop_waits_5_seconds_for_a_server_that_hangs()
    {
        _sink.Hangs = true;
        Publish();
        Publish();
        await Eventually.BecomesTrueAsync(() => _sink.Attempts == 1, "the writer to hang");

        await _stop.CancelAsync();
        _clock.Advance(TimeSpan.FromSeconds(4.9));
        _running.IsCompleted.Should().BeFalse();
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await _running;

        _metrics.Render().Should().Contain("events_dropped_total{reason=\"shutdown\"} 2\n");
    }

    private static KubernetesException BrokenConnection() => new("connection reset", new IOException());

    private static KubernetesException Refusal(HttpStatusCode code, string reason) =>
        new(reason, code, new V1Status { Reason = reason }, null);

    private void Publish(string note = "Revision 2 has all traffic.") =>
        _recorder.Publish(Service, EventType.Normal, "Promoted", "Rollout", note);

    private Task WrittenAsync(int events) =>
        Eventually.BecomesTrueAsync(() => _sink.Created.Count == events, $"{events} events to be written");

    /// <summary>Events are written in order: when a last one has arrived, so has everything before it.</summary>
    private async Task EverythingPublishedIsWrittenAsync()
    {
        var marker = $"marker {_markers++}";
        _recorder.Publish(Service with { Name = $"marker-{_markers}" }, EventType.Normal, "Marker", "Test", marker);
        await Eventually.BecomesTrueAsync(() => _sink.Created.Any(e => e.Note == marker), "the marker to be written");
    }
}
