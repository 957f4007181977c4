namespace CanaryOperator.Runtime.LeaderElection;

/// <summary>The times of leader election; the defaults are those of every Kubernetes component.</summary>
public sealed record LeaderElectionConfig
{
    /// <summary>client-go's factor: attempts to become leader are this much of a retry period apart in addition, at most.</summary>
    internal const double JitterFactor = 1.2;

    /// <summary>How long the others wait, after the last change they saw, before they take over. Whole seconds.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long the leader may go without a renewal before it must stop. Its distance to the lease duration is the safety margin.
    /// </summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two attempts.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>One hanging request must leave time for another before the deadline.</summary>
    internal TimeSpan AttemptTimeout => RenewDeadline / 2;

    /// <exception cref="ArgumentException">With these times two processes could lead at once, or none for long.</exception>
    public void Validate()
    {
        Require(RetryPeriod > TimeSpan.Zero, nameof(RetryPeriod), "must be positive");
        Require(
            RenewDeadline > RetryPeriod * JitterFactor,
            nameof(RenewDeadline),
            $"must be longer than {JitterFactor} x {nameof(RetryPeriod)}");
        Require(LeaseDuration > RenewDeadline, nameof(LeaseDuration), $"must be longer than {nameof(RenewDeadline)}");
        Require(
            LeaseDuration.Ticks % TimeSpan.TicksPerSecond == 0,
            nameof(LeaseDuration),
            "must be whole seconds: the Lease object cannot hold anything else");
    }

    private void Require(bool condition, string name, string rule)
    {
        if (!condition)
        {
            throw new ArgumentException($"Leader election: {name} {rule}, but the times are {this}.", name);
        }
    }
}
