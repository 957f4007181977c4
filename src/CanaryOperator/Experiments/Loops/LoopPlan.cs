using CanaryOperator.Api.Experiments;
using CanaryOperator.Api.Validation;
using CanaryOperator.Core.Scheduling;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Experiments.Loops;

/// <summary>What an Experiment has to do at a moment.</summary>
/// <param name="IsDue">A loop begins now.</param>
/// <param name="Next">When the next one is due, after this; null when none is.</param>
/// <param name="Completed">Why no further loop will come; null when one may.</param>
internal readonly record struct LoopPlan(bool IsDue, DateTimeOffset? Next, string? Completed)
{
    public static LoopPlan At(Experiment experiment, DateTimeOffset now)
    {
        var (spec, status) = (experiment.Spec, experiment.Status);
        if (Ending(spec, status, now) is { } reason)
        {
            return new(IsDue: false, Next: null, reason);
        }

        if (spec.Suspend == true)
        {
            return default;
        }

        if (spec.Schedule is not { } schedule)
        {
            return status?.LastLoopTime is null
                ? new(IsDue: true, Next: null, Completed: null)
                : new(IsDue: false, Next: null, "its only loop is done");
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(spec.TimeZone ?? "UTC");
        var created = experiment.Metadata.CreationTimestamp ?? now;
        var (isDue, next) = LoopTiming.At(CronSchedule.Parse(schedule), zone, created, status?.LastLoopTime, now);
        if (next >= EndOf(spec, status))
        {
            // Nothing would happen until then.
            return new(isDue, Next: null, isDue ? null : $"its deadline of {spec.Limits!.Deadline} is before its next loop");
        }

        return new(isDue, next, next is null && !isDue ? "its schedule has no further time" : null);
    }

    private static string? Ending(ExperimentSpec spec, ExperimentStatus? status, DateTimeOffset now)
    {
        if (spec.Limits?.Loops is { } loops && status?.Loops >= loops)
        {
            return $"all {loops} loops are done";
        }

        return now >= EndOf(spec, status) ? $"its deadline of {spec.Limits!.Deadline} is over" : null;
    }

    private static DateTimeOffset? EndOf(ExperimentSpec spec, ExperimentStatus? status) =>
        spec.Limits?.Deadline is { } deadline ? status?.StartTime + GoDuration.ToTimeSpan(deadline) : null;
}
