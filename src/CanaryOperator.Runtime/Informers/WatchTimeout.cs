namespace CanaryOperator.Runtime.Informers;

/// <summary>How long one watch may last: 5 minutes, and by chance up to twice as long, so that those do not end together.</summary>
internal static class WatchTimeout
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5);

    public static TimeSpan Next(Random random) => Shortest * (1 + random.NextDouble());
}
