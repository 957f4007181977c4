using CanaryOperator.Runtime.Hosting;
using CanaryOperator.Testing;

namespace CanaryOperator.Runtime.Tests.Hosting;

public class CacheSyncTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ListLogger _logger = new();
    private readonly FakePart _services = new("services", new Journal()) { HasSynced = false };
    private readonly FakePart _leases = new("leases", new Journal());

    [Fact]
    public async Task WaitAsync_AllSynced_ReturnsAtOnce()
    {
        _services.HasSynced = true;
        var sync = Sync();

        await sync.WaitAsync(CancellationToken.None);

        sync.CheckHealth().Should().BeNull();
        _logger.Lines.Should().ContainSingle().Which.Should().Contain("2 caches");
    }

    [Fact]
    public async Task WaitAsync_SyncedLater_ReturnsThen() => await OnOneThread.RunAsync(() =>
    {
        var waiting = Sync().WaitAsync(CancellationToken.None);
        Advance(5);
        waiting.IsCompleted.Should().BeFalse();

        _services.HasSynced = true;
        Advance(1);

        return waiting;
    });

    [Fact]
    public async Task WaitAsync_NotSynced_ReportsWhichAndWhyEvery10Seconds() => await OnOneThread.RunAsync(async () =>
    {
        _services.LastError = "403 Forbidden: cannot list services";
        var waiting = Sync().WaitAsync(CancellationToken.None);

        Advance(9);
        _logger.Lines.Should().BeEmpty();
        Advance(22);

        _logger.Lines.Should().HaveCount(3).And.OnlyContain(line => line.Contains("services (403 Forbidden: cannot list services)"));
        _logger.Lines.Should().NotContain(line => line.Contains("leases"));
        _services.HasSynced = true;
        Advance(1);
        await waiting;
    });

    [Fact]
    public async Task WaitAsync_NotSyncedInTime_FailsWithWhichAndWhy() => await OnOneThread.RunAsync(async () =>
    {
        _services.LastError = "403 Forbidden";
        var waiting = Sync().WaitAsync(CancellationToken.None);

        Advance(121);

        var failure = await FluentActions.Awaiting(() => waiting).Should().ThrowAsync<TimeoutException>();
        failure.Which.Message.Should().Be("Caches did not sync within 120 s: services (403 Forbidden)");
    });

    [Fact]
    public void CheckHealth_NotSynced_SaysWhich()
    {
        Sync().CheckHealth().Should().Be("not synced: services (still reading)");
    }

    private CacheSync Sync() => new([_services, _leases], TimeSpan.FromMinutes(2), _clock, _logger);

    private void Advance(int seconds)
    {
        for (var i = 0; i < seconds * 10; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(0.1));
        }
    }
}
