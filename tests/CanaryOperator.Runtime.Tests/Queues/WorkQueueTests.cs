using System.Diagnostics.Metrics;
using CanaryOperator.Runtime.Queues;
using CanaryOperator.Runtime.Tests.Simulation;
using CanaryOperator.Testing;

namespace CanaryOperator.Runtime.Tests.Queues;

public sealed class WorkQueueTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Meter _meter = new("CanaryOperator.Runtime");
    private readonly MetricsProbe _metrics;
    private readonly WorkQueue<string> _queue;

    public WorkQueueTests()
    {
        _metrics = new MetricsProbe(_meter);
        _queue = new WorkQueue<string>("canary", _clock, new WorkQueueMetrics(_meter));
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public async Task Add_KeyThatWaitsAlready_WaitsOnce()
    {
        _queue.Add("a");
        _queue.Add("a");

        await Take("a");
        _queue.Count.Should().Be(0);
    }

    [Fact]
    public async Task Add_SeveralKeys_AreTakenInOrder()
    {
        _queue.Add("b");
        _queue.Add("a");
        _queue.Add("c");

        await Take("b");
        await Take("a");
        await Take("c");
    }

    [Fact]
    public async Task Add_KeyWithAWorker_WaitsUntilThatWorkerIsDone()
    {
        _queue.Add("a");
        await Take("a");

        _queue.Add("a");
        _queue.Add("a");
        _queue.Count.Should().Be(0, "a second worker must not get the key");

        _queue.Done("a");
        await Take("a");
        _queue.Count.Should().Be(0);
    }

    [Fact]
    public async Task Take_EmptyQueue_WaitsForTheNextKey()
    {
        var first = _queue.TakeAsync(CancellationToken.None).AsTask();
        first.IsCompleted.Should().BeFalse();

        _queue.Add("a");

        (await first).Should().Be((true, "a"));
    }

    [Fact]
    public async Task Take_Cancelled_ThrowsAndLosesNoKey()
    {
        using var cancel = new CancellationTokenSource();
        var cancelled = _queue.TakeAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();

        await cancelled.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
        _queue.Add("a");
        await Take("a");
    }

    [Fact]
    public void Done_KeyThatNobodyTook_Throws()
    {
        _queue.Invoking(queue => queue.Done("a")).Should().Throw<InvalidOperationException>().WithMessage("a was given back*");
    }

    [Fact]
    public async Task AddAfter_Twice_TheEarlierTimeCounts()
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(10));
        _queue.AddAfter("a", TimeSpan.FromSeconds(3));
        _queue.AddAfter("a", TimeSpan.FromSeconds(7));

        _clock.Advance(TimeSpan.FromSeconds(2.999));
        _queue.Count.Should().Be(0);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await Take("a");
        _queue.Done("a");

        _clock.Advance(TimeSpan.FromHours(1));
        _queue.Count.Should().Be(0, "one key waits for one time");
    }

    [Fact]
    public async Task AddAfter_EventForTheKeyComesFirst_TheDelayIsNotLost()
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(10));
        _queue.Add("a");
        await Take("a");
        _queue.Done("a");

        _clock.Advance(TimeSpan.FromSeconds(10));

        await Take("a");
    }

    [Fact]
    public async Task AddAfter_FallsDueWhileTheKeyIsWithAWorker_ComesAfterIt()
    {
        _queue.Add("a");
        await Take("a");
        _queue.AddAfter("a", TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(1));
        _queue.Count.Should().Be(0);

        _queue.Done("a");

        await Take("a");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task AddAfter_NoDelay_AddsAtOnce(int seconds)
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(seconds));

        await Take("a");
    }

    [Fact]
    public void AddAfter_LongestTimeSpan_IsAcceptedAndNeverFallsDue()
    {
        _queue.AddAfter("a", TimeSpan.MaxValue);

        _clock.Advance(TimeSpan.FromDays(60));

        _queue.Count.Should().Be(0);
    }

    [Fact]
    public async Task AddAfter_LongerThanATimerCanBe_FallsDueOnTime()
    {
        _queue.AddAfter("a", TimeSpan.FromDays(100));

        _clock.Advance(TimeSpan.FromDays(100));

        await Take("a");
    }

    [Fact]
    public void AddAfter_ManyKeys_UsesOneTimer()
    {
        for (var i = 0; i < 100; i++)
        {
            _queue.AddAfter($"key-{i}", TimeSpan.FromSeconds(i + 1));
        }

        _clock.PendingTimers.Should().Be(1);
    }

    [Fact]
    public async Task AddRateLimited_UntilForgotten_WaitsTwiceAsLongEachTime()
    {
        foreach (var milliseconds in new[] { 5, 10, 20 })
        {
            await FallsDueAfter(milliseconds);
        }

        _queue.Forget("a");
        await FallsDueAfter(5);
    }

    [Fact]
    public async Task ShutDown_WaitingKeys_AreStillHandedOutAndNewOnesRefused()
    {
        _queue.Add("a");
        _queue.AddAfter("late", TimeSpan.FromSeconds(1));
        _queue.ShutDown();
        _queue.Add("b");
        _queue.AddAfter("c", TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromMinutes(1));

        await Take("a");
        (await _queue.TakeAsync(CancellationToken.None)).Taken.Should().BeFalse();
        _clock.PendingTimers.Should().Be(0);
    }

    [Fact]
    public async Task ShutDown_KeyIsDueOnceMoreAfterItsWorker_IsStillHandedOut()
    {
        _queue.Add("a");
        await Take("a");
        _queue.Add("a");
        _queue.ShutDown();
        var waiting = _queue.TakeAsync(CancellationToken.None).AsTask();
        waiting.IsCompleted.Should().BeFalse("the key is not back yet");

        _queue.Done("a");

        (await waiting).Should().Be((true, "a"));
        _queue.Done("a");
        (await _queue.TakeAsync(CancellationToken.None)).Taken.Should().BeFalse();
    }

    [Fact]
    public async Task ShutDown_WorkersWait_AllAreLetGo()
    {
        var workers = Enumerable.Range(0, 4).Select(_ => _queue.TakeAsync(CancellationToken.None).AsTask()).ToList();

        _queue.ShutDown();

        (await Task.WhenAll(workers)).Should().OnlyContain(answer => !answer.Taken);
    }

    [Fact]
    public async Task Metrics_LifeOfAKey_IsCountedUnderTheNamesOfControllerRuntime()
    {
        const string Labels = "controller=canary,name=canary";
        _metrics.Value($"workqueue_adds_total{{{Labels}}}").Should().Be(0, "label sets start at zero");
        _metrics.Value($"workqueue_retries_total{{{Labels}}}").Should().Be(0);

        _queue.Add("a");
        _queue.Add("b");
        _metrics.Value($"workqueue_depth{{{Labels},priority=0}}").Should().Be(2);
        _clock.Advance(TimeSpan.FromSeconds(2));
        await Take("a");
        _clock.Advance(TimeSpan.FromSeconds(3));
        await Take("b");
        _clock.Advance(TimeSpan.FromSeconds(1));

        _metrics.Value($"workqueue_unfinished_work_seconds{{{Labels}}}").Should().Be(5);
        _metrics.Value($"workqueue_longest_running_processor_seconds{{{Labels}}}").Should().Be(4);
        _queue.AddRateLimited("a");
        _queue.Done("a");
        _metrics.Value($"workqueue_adds_total{{{Labels}}}").Should().Be(2);
        _metrics.Value($"workqueue_retries_total{{{Labels}}}").Should().Be(1);
        _metrics.Values($"workqueue_queue_duration_seconds{{{Labels}}}").Should().Equal(2, 5);
        _metrics.Values($"workqueue_work_duration_seconds{{{Labels}}}").Should().Equal(4);
    }

    private async Task FallsDueAfter(int milliseconds)
    {
        _queue.AddRateLimited("a");
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds - 1));
        _queue.Count.Should().Be(0, "{0} ms are not over", milliseconds);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await Take("a");
        _queue.Done("a");
    }

    private async Task Take(string expected) => (await _queue.TakeAsync(CancellationToken.None)).Should().Be((true, expected));
}
