using System.Collections.Concurrent;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Experiments;
using CanaryOperator.Experiments.Load;
using CanaryOperator.Experiments.Targets;
using CanaryOperator.Runtime;
using CanaryOperator.Testing;
using CanaryOperator.Testing.Http;
using CanaryOperator.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Tests.Experiments;

public sealed class BackgroundLoadsTests : IAsyncDisposable
{
    private static readonly TargetSnapshot Target = new("svc", null, [new("stable", "r-1", null, 100)]);

    private readonly MisbehavingServer _server = new();
    private readonly RecordedEvents _events = new();
    private readonly ConcurrentQueue<string> _woken = new();
    private readonly BackgroundLoads _loads;

    public BackgroundLoadsTests()
    {
        var limits = new LoadLimits { Enabled = true, MaxAtOnce = 1, AllowedUrls = [_server.Host.AbsoluteUri] };
        _loads = new(
            new LoadPlanner(limits),
            new LoadSender(limits, TimeProvider.System),
            limits,
            new ExperimentEvents(_events),
            key => _woken.Enqueue(key.Name),
            TimeProvider.System,
            NullLogger<BackgroundLoads>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        _loads.End(new(Some.Namespace, "a"));
        _loads.End(new(Some.Namespace, "b"));
        _loads.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Begin_MoreLoadsThanAtOnce_WaitForTheirTurnAndSaySo()
    {
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.On(request => request.Path == "/a", async (exchange, cancellationToken) =>
        {
            await first.Task;
            await Replies.Json("{}")(exchange, cancellationToken);
        }).On(_ => true, Replies.Json("{}"));
        _loads.Begin(Loaded("a"), Target).Should().BeNull();
        _loads.Begin(Loaded("b"), Target).Should().BeNull();
        _events.Reasons.Should().Equal("LoadBegins", "LoadWaits");

        first.SetResult();

        await Eventually.BecomesTrueAsync(() => _woken.Count == 2, "both loads are done");
        _woken.Should().Equal("a", "b");
        _server.Requests.Select(request => request.Path).Should().Equal("/a", "/b");
    }

    [Fact]
    public async Task End_OfOneThatWaits_LeavesTheTurnToTheNext()
    {
        _server.On(request => request.Path == "/a", Replies.Silence).On(_ => true, Replies.Json("{}"));
        _loads.Begin(Loaded("a"), Target);
        _loads.Begin(Loaded("b"), Target);

        _loads.End(new(Some.Namespace, "b"));
        _loads.End(new(Some.Namespace, "a"));
        _loads.Begin(Loaded("b"), Target);

        await Eventually.BecomesTrueAsync(() => !_woken.IsEmpty, "the load of b is done");
        _woken.Should().Equal("b");
        _loads.Begin(Loaded("b"), Target)!.Metrics["stable"].Should().Contain(
            metric => metric.Metric.Name == "http/request-count" && metric.Reading.Value == 1);
    }

    [Fact]
    public void Begin_WithoutLoad_IsDoneAtOnce()
    {
        var result = _loads.Begin(Loaded("a") with { Spec = new() }, Target);

        result!.Metrics["stable"].Should().BeEmpty();
        _loads.HasBegun(Loaded("a")).Should().BeFalse();
    }

    private Experiment Loaded(string name) => new()
    {
        Metadata = new() { Name = name, NamespaceProperty = Some.Namespace, Uid = name, Generation = 1 },
        Spec = new() { Load = [new() { Url = $"{_server.Host}{name}", Requests = 1 }] },
    };
}
