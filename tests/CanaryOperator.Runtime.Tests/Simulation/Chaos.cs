namespace CanaryOperator.Runtime.Tests.Simulation;

/// <summary>Faults by chance; the same seed gives the same faults.</summary>
internal sealed class Chaos(Random random)
{
    public Fault? OnList() => Sometimes(0.4, Failures.Refused, Failures.Gone, () => Failures.Throttled(), Failures.Internal);

    public Fault? OnWatch() => Sometimes(
        0.4,
        Failures.Refused,
        Failures.Gone,
        () => Failures.Throttled(TimeSpan.FromSeconds(5)),
        Failures.Internal,
        Failures.VersionFromTheFuture);

    public Fault? OnEvent() => Sometimes(0.08, Failures.Dropped, Failures.Gone, () => Failures.Throttled(), Failures.Internal);

    /// <summary>Now and then the last events come once more.</summary>
    public long Rewind(long position, long start) => random.NextDouble() < 0.05 ? Math.Max(start, position - random.Next(10)) : position;

    private Fault? Sometimes(double probability, params Func<Exception>[] failures)
    {
        var delay = random.NextDouble() < 0.1 ? TimeSpan.FromMilliseconds(random.Next(20_000)) : (TimeSpan?)null;
        return new Fault(delay, random.NextDouble() < probability ? failures[random.Next(failures.Length)]() : null);
    }
}
