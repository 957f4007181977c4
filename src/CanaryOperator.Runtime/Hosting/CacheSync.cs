using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Hosting;

/// <summary>
/// Waits until caches are complete, and tells which are not and why: a missing permission otherwise looks like nothing happening.
/// </summary>
internal sealed class CacheSync(IReadOnlyList<ICache> caches, TimeSpan timeout, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan ReportPeriod = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CheckPeriod = TimeSpan.FromMilliseconds(100);

    /// <summary>A readiness check: null once all are complete.</summary>
    public string? CheckHealth() => Missing() is { Count: > 0 } missing ? $"not synced: {Describe(missing)}" : null;

    /// <exception cref="TimeoutException">Some are not complete in time; the message says which, and why.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var nextReport = ReportPeriod;
        while (Missing() is { Count: > 0 } missing)
        {
            var waited = clock.GetElapsedTime(start);
            if (waited >= timeout)
            {
                throw new TimeoutException($"Caches did not sync within {timeout.TotalSeconds:0} s: {Describe(missing)}");
            }

            if (waited >= nextReport)
            {
                nextReport += ReportPeriod;
                Log.WaitingForCaches(logger, (int)waited.TotalSeconds, Describe(missing));
            }

            await Task.Delay(CheckPeriod, clock, cancellationToken);
        }

        Log.CachesSynced(logger, caches.Count);
    }

    private List<ICache> Missing() => [.. caches.Where(cache => !cache.HasSynced)];

    private static string Describe(IEnumerable<ICache> missing) =>
        string.Join("; ", missing.Select(cache => $"{cache.Name} ({cache.LastError ?? "still reading"})"));
}
