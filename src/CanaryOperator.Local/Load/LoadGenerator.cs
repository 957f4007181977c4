namespace CanaryOperator.Local.Load;

/// <summary>
/// Sends requests at a constant rate whether or not earlier ones are answered, as users do: an open loop. The latency of each counts from
/// when it was due, so that a stall shows in all the requests that it held up, not in one.
/// </summary>
internal sealed class LoadGenerator(TimeProvider clock)
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Returns what was measured once every request was answered or has failed. Cancelling ends the sending early and is no failure: what
    /// is on its way is still waited for.
    /// </summary>
    /// <param name="progress">Told four times a second.</param>
    public async Task<LoadResult> RunAsync(LoadOptions options, IProgress<LoadProgress>? progress, CancellationToken cancellationToken)
    {
        using var run = new LoadRun(options, clock);
        await using var reports = progress is null
            ? null
            : clock.CreateTimer(_ => progress.Report(run.Progress), null, ProgressInterval, ProgressInterval);
        return await run.ToItsEndAsync(cancellationToken);
    }
}
