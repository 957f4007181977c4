namespace CanaryOperator.Runtime.Informers;

/// <summary>
/// How long to wait before the next list or watch: 800 ms, doubled each time, at most 30 s, plus up to as much again by chance so that
/// operators do not come back to a restarted server all at once.
/// </summary>
/// <param name="random">Not shared with another thread.</param>
internal sealed class ReconnectBackoff(Random random)
{
    private const double LongestMilliseconds = 30_000;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan HealthyAfter = TimeSpan.FromMinutes(2);

    private double _nextMilliseconds = Shortest.TotalMilliseconds;

    /// <param name="connectedFor">How long the connection lasted that just ended; two minutes make up for earlier failures.</param>
    public TimeSpan Next(TimeSpan connectedFor)
    {
        var delay = connectedFor >= HealthyAfter ? Shortest.TotalMilliseconds : _nextMilliseconds;
        _nextMilliseconds = Math.Min(delay * 2, LongestMilliseconds);
        return TimeSpan.FromMilliseconds(delay * (1 + random.NextDouble()));
    }
}
