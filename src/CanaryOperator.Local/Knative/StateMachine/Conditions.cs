using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Local.Knative.StateMachine;

/// <summary>Conditions as Knative writes them: sorted by type, with reason and message only when there is something to say.</summary>
internal static class Conditions
{
    public const string Ready = "Ready";

    public static V1Condition True(string type) => new() { Type = type, Status = "True" };

    public static V1Condition Unknown(string type, string? reason = null, string? message = null) =>
        new() { Type = type, Status = "Unknown", Reason = reason, Message = message };

    public static V1Condition False(string type, string reason, string message) =>
        new() { Type = type, Status = "False", Reason = reason, Message = message };

    public static bool IsReady(this KnativeObject obj) => obj.ReadyStatus() == "True";

    public static bool HasFailed(this KnativeObject obj) => obj.ReadyStatus() == "False";

    /// <summary>Replaces the conditions; one that says the same as before keeps its time.</summary>
    public static KnativeStatus WithConditions(this KnativeStatus status, DateTimeOffset now, params V1Condition[] conditions)
    {
        var sorted = conditions.OrderBy(condition => condition.Type, StringComparer.Ordinal);
        return status with { Conditions = [.. sorted.Select(condition => Stamp(condition, status, now))] };
    }

    private static string? ReadyStatus(this KnativeObject obj) => obj.Status.Condition(Ready)?.Status;

    private static V1Condition Stamp(V1Condition condition, KnativeStatus status, DateTimeOffset now)
    {
        var before = status.Condition(condition.Type);
        var kept = condition with { LastTransitionTime = before?.LastTransitionTime };
        return kept == before ? kept : condition with { LastTransitionTime = now };
    }
}
