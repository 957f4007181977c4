namespace CanaryOperator.Core.Scheduling;

/// <summary>What a schedule says at a moment.</summary>
/// <param name="IsDue">A loop shall begin now.</param>
/// <param name="Next">When to look again: the next time of the schedule after this one; null when there is none.</param>
public readonly record struct LoopTiming(bool IsDue, DateTimeOffset? Next)
{
    /// <summary>
    /// However many times were missed (the operator was away, the Experiment suspended, or the clock jumped forward), one loop is due for
    /// all of them. After the clock went back none is due until it has passed <paramref name="lastLoop"/> again, as with a CronJob: no time
    /// counts twice.
    /// </summary>
    /// <param name="schedule">When loops begin.</param>
    /// <param name="zone">Of the schedule.</param>
    /// <param name="since">Earlier times do not count: when the Experiment was created.</param>
    /// <param name="lastLoop">When the last loop began by the operator's clock, not what it was due for; null before the first.</param>
    /// <param name="now">Of the operator's clock.</param>
    public static LoopTiming At(
        CronSchedule schedule, TimeZoneInfo zone, DateTimeOffset since, DateTimeOffset? lastLoop, DateTimeOffset now)
    {
        var next = schedule.Next(lastLoop > since ? lastLoop.Value : since, zone);
        return next <= now ? new(IsDue: true, schedule.Next(now, zone)) : new(IsDue: false, next);
    }
}
