using System.Collections.Concurrent;
using CanaryOperator.Local.ControlPlane.Components;
using CanaryOperator.Local.Load;
using CanaryOperator.Local.Serving;
using CanaryOperator.Testing;
using Microsoft.AspNetCore.Http;

namespace CanaryOperator.Local.Tests.Load;

/// <summary>Against a real server; time moves when the tests say so.</summary>
public sealed class LoadGeneratorTests : IAsyncLifetime, IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ConcurrentQueue<string> _received = new();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cancelled = new();
    private Func<int, HttpContext, Task> _answer = (_, _) => Task.CompletedTask;
    private LoopbackServer _server = null!;
    private LoadRun? _run;
    private Task<LoadResult> _result = null!;
    private int _requests;

    public async Task InitializeAsync() => _server = await LoopbackServer.StartAsync(async context =>
    {
        using var reader = new StreamReader(context.Request.Body);
        var number = Interlocked.Increment(ref _requests);
        _received.Enqueue($"{context.Request.Method} {context.Request.Host} {context.Request.Path} {await reader.ReadToEndAsync()}");
        await _answer(number, context);
    });

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _run?.Dispose();
        _cancelled.Dispose();
    }

    [Fact]
    public async Task Requests_are_sent_one_by_one_at_the_rate_and_say_what_they_should()
    {
        Start(Options() with { Rate = 10, Duration = TimeSpan.FromSeconds(2), Host = "my-model.default.example.com" });
        for (var sent = 1; sent <= 20; sent++)
        {
            await AnsweredAsync(sent);
            _received.Should().HaveCount(sent, "no time has passed");
            Advance(0.1);
        }

        var result = await _result;

        result.Should().BeEquivalentTo(
            new { Requests = 20, NotSent = 0, Failed = 0, Elapsed = TimeSpan.FromSeconds(2), RequestsPerSecond = 10.0 });
        result.Latencies.Max.Should().Be(TimeSpan.Zero);
        _received.Should().OnlyContain(request => request == "POST my-model.default.example.com /v1/models/m:predict {}");
    }

    [Fact]
    public async Task A_request_without_an_answer_holds_up_no_other()
    {
        _answer = (number, _) => number == 1 ? _released.Task : Task.CompletedTask;
        Start(Options() with { Rate = 10, Duration = TimeSpan.FromSeconds(1) });
        for (var sent = 1; sent <= 10; sent++)
        {
            await ReceivedAsync(sent);
            await AnsweredAsync(sent - 1);
            Advance(0.1);
        }

        _released.SetResult();
        var result = await _result;

        result.Requests.Should().Be(10);
        Seconds(result.Latencies, 90, 100).Should().Equal(0, 1);
    }

    [Fact]
    public async Task A_stall_shows_in_every_request_that_it_held_up()
    {
        _answer = (_, _) => _released.Task;
        Start(Options() with { Rate = 10, Duration = TimeSpan.FromSeconds(1), MaxInFlight = 1 });
        await ReceivedAsync(1);
        Advance(0.55);
        _released.SetResult();
        await AnsweredAsync(6);
        Advance(0.05);
        for (var sent = 7; sent <= 10; sent++)
        {
            await AnsweredAsync(sent);
            Advance(0.1);
        }

        var result = await _result;

        result.Should().BeEquivalentTo(new { Requests = 10, NotSent = 0 });
        Seconds(result.Latencies, 10, 40, 50, 60, 70, 80, 90, 100).Should().Equal(0, 0, 0.05, 0.15, 0.25, 0.35, 0.45, 0.55);
    }

    [Fact]
    public async Task What_is_due_and_cannot_be_sent_in_time_is_counted()
    {
        _answer = (_, _) => _released.Task;
        Start(Options() with { Rate = 10, Duration = TimeSpan.FromSeconds(1), MaxInFlight = 2 });
        await ReceivedAsync(1);
        Advance(0.1);
        await ReceivedAsync(2);
        Advance(0.9);
        _released.SetResult();

        (await _result).Should().BeEquivalentTo(new { Requests = 2, NotSent = 8, Failed = 0 });
    }

    [Fact]
    public async Task Cancelling_ends_the_sending_and_waits_for_what_is_on_its_way()
    {
        _answer = (_, _) => _released.Task;
        Start(Options());
        await ReceivedAsync(1);

        await _cancelled.CancelAsync();
        _result.IsCompleted.Should().BeFalse();
        _released.SetResult();

        (await _result).Should().BeEquivalentTo(new { Requests = 1, NotSent = 0, Failed = 0 });
    }

    [Fact]
    public async Task Errors_are_counted_by_kind_and_revisions_by_name()
    {
        _answer = (number, context) =>
        {
            context.Response.StatusCode = number == 2 ? 500 : 200;
            context.Response.Headers[ServingHeaders.Revision] = number == 3 ? "p-00001, t-00001" : "p-00002";
            return number == 4 ? _released.Task : Task.CompletedTask;
        };
        Start(Options() with { Rate = 10, Duration = TimeSpan.FromSeconds(0.4), Timeout = TimeSpan.FromSeconds(5) });
        for (var sent = 1; sent <= 4; sent++)
        {
            await ReceivedAsync(sent);
            await AnsweredAsync(Math.Min(sent, 3));
            Advance(0.1);
        }

        Advance(5);
        var result = await _result;
        _released.SetResult();

        result.Errors.Should().Equal(new Dictionary<string, long> { ["500"] = 1, ["timeout"] = 1 });
        result.Failed.Should().Be(2);
        result.Revisions.ToDictionary(revision => revision.Key, revision => (revision.Value.Requests, revision.Value.Failed))
            .Should().Equal(new Dictionary<string, (long, long)> { ["p-00002"] = (2, 1), ["p-00001"] = (1, 0), ["t-00001"] = (1, 0) });
        Seconds(result.Latencies, 75, 100).Should().Equal(0, 5.1);
    }

    [Fact]
    public async Task Where_nobody_listens_and_where_the_answer_breaks_off_the_kind_is_connection()
    {
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.Pick()}/");
        var nobody = Options() with { Address = address, Duration = TimeSpan.FromSeconds(0.02) };
        _answer = (_, context) =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        foreach (var options in new[] { nobody, nobody with { Address = _server.Address } })
        {
            var result = await new LoadGenerator(TimeProvider.System).RunAsync(options, null, CancellationToken.None);
            result.Errors.Should().Equal(new Dictionary<string, long> { ["connection"] = 1 });
        }
    }

    [Fact]
    public async Task Progress_is_told_four_times_a_second()
    {
        var progress = new RecordedProgress();
        var run = new LoadGenerator(_clock).RunAsync(
            Options() with { Rate = 1, Duration = TimeSpan.FromSeconds(1), Address = _server.Address }, progress, CancellationToken.None);
        Advance(1);
        await run;

        progress.Reports.Select(report => report.Elapsed.TotalSeconds).Should().Equal(0.25, 0.5, 0.75, 1);
    }

    private static IEnumerable<double> Seconds(Latencies latencies, params double[] percents) =>
        percents.Select(percent => latencies.Percentile(percent).TotalSeconds);

    private LoadOptions Options() => new() { Address = new Uri(_server.Address, "v1/models/m:predict"), Payload = "{}"u8.ToArray() };

    private void Start(LoadOptions options)
    {
        _run = new LoadRun(options, _clock);
        _result = _run.ToItsEndAsync(_cancelled.Token);
    }

    private void Advance(double seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>The answers are recorded, with the time they took: now it may go on.</summary>
    private Task AnsweredAsync(int count) => Eventually.BecomesTrueAsync(() => _run!.Progress.Requests == count, $"{count} answers arrive");

    private Task ReceivedAsync(int count) => Eventually.BecomesTrueAsync(() => _received.Count >= count, $"{count} requests arrive");

    private sealed class RecordedProgress : IProgress<LoadProgress>
    {
        public List<LoadProgress> Reports { get; } = [];

        public void Report(LoadProgress value) => Reports.Add(value);
    }
}
