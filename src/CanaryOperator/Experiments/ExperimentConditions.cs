using CanaryOperator.Api.Experiments;
using CanaryOperator.Experiments.Targets;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Experiments;

/// <summary>What an Experiment's status says in conditions.</summary>
internal static class ExperimentConditions
{
    private const string NoLoopYet = nameof(NoLoopYet);

    /// <summary>
    /// The status with the conditions that follow from it; one that says the same as before keeps its time, and what is not known now
    /// stays as it was.
    /// </summary>
    /// <remarks>
    /// Where there is nothing to say there is no message: API servers of 1.20 take an empty text for null, and refuse it.
    /// </remarks>
    /// <param name="completed">Why no further loop will come; null when one may.</param>
    /// <param name="target">What was found of the target; null when nobody looked.</param>
    /// <param name="invalid">What is wrong with the spec; null when nothing is.</param>
    public static ExperimentStatus WithConditions(
        this ExperimentStatus status, string? completed, TargetReadiness? target, string? invalid, DateTimeOffset now)
    {
        List<V1Condition> conditions =
        [
            Condition(ExperimentConditionTypes.Completed, completed is not null, "Completed", "MoreLoopsToCome", completed),
            status.Loops is null
                ? new() { Type = ExperimentConditionTypes.NoFailure, Status = "Unknown", Reason = NoLoopYet }
                : Condition(ExperimentConditionTypes.NoFailure, status.LastError is null, "LoopSucceeded", "LoopFailed", status.LastError),
            SatisfiedOf(status),
            Condition(ExperimentConditionTypes.Valid, invalid is null, "Valid", "InvalidSpec", invalid),
        ];
        if (target is not null)
        {
            conditions.Add(Condition(ExperimentConditionTypes.TargetReady, target.Problem is null, "Ready", "NotReady", target.Problem));
        }
        else if (status.Condition(ExperimentConditionTypes.TargetReady) is { } known)
        {
            conditions.Add(known);
        }

        return status with { Conditions = [.. conditions.Select(condition => Stamp(condition, status, now))] };
    }

    public static bool IsCompleted(ExperimentStatus? status) => status?.Condition(ExperimentConditionTypes.Completed)?.Status == "True";

    private static V1Condition SatisfiedOf(ExperimentStatus status) => new()
    {
        Type = ExperimentConditionTypes.Satisfied,
        Status = status.Verdict switch { Verdicts.Satisfied => "True", Verdicts.Violated => "False", _ => "Unknown" },
        Reason = status.Verdict ?? (status.Loops is null ? NoLoopYet : "LoopFailed"),
        Message = status.Message,
    };

    private static V1Condition Condition(string type, bool holds, string yes, string no, string? message) =>
        new() { Type = type, Status = holds ? "True" : "False", Reason = holds ? yes : no, Message = message };

    private static V1Condition Stamp(V1Condition condition, ExperimentStatus status, DateTimeOffset now)
    {
        var before = status.Condition(condition.Type!);
        var kept = condition with { LastTransitionTime = before?.LastTransitionTime };
        return before?.Status == condition.Status ? kept : kept with { LastTransitionTime = now };
    }
}
