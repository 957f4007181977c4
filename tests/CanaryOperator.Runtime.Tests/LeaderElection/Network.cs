namespace CanaryOperator.Runtime.Tests.LeaderElection;

/// <summary>How the way to the API server is at the moment; asked once for each request.</summary>
internal sealed record Network(Func<Fate> Fate, Func<TimeSpan> Latency)
{
    public static Network Perfect { get; } = new(() => LeaderElection.Fate.Answered, () => TimeSpan.Zero);

    public static Network Always(Fate fate) => new(() => fate, () => TimeSpan.Zero);

    /// <param name="latency">Of the way there, and again of the way back.</param>
    public static Network Slow(TimeSpan latency) => new(() => LeaderElection.Fate.Answered, () => latency);
}
