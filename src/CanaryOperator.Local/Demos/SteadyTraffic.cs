using CanaryOperator.Local.Load;

namespace CanaryOperator.Local.Demos;

/// <summary>Requests that go on while the cluster changes below them.</summary>
internal sealed class SteadyTraffic : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<LoadResult> _running;

    public SteadyTraffic(LoadTarget target, double rate, TimeProvider clock)
    {
        var options = LoadOptions.For(target) with { Rate = rate, Duration = TimeSpan.FromHours(1) };
        _running = new LoadGenerator(clock).RunAsync(options, progress: null, _stop.Token);
    }

    public async Task<LoadResult> StopAsync()
    {
        await _stop.CancelAsync();
        return await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }
}
