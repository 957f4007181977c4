using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Status;

/// <summary>Conditions under construction: sorted by type, with transition times that move only when a status does.</summary>
internal sealed class ConditionSet(IReadOnlyList<V1Condition>? previous, DateTimeOffset now)
{
    /// <summary>Makes a condition that is not True weigh nothing in <c>Ready</c>.</summary>
    public const string Info = "Info";

    private readonly SortedDictionary<string, V1Condition> _conditions = new(StringComparer.Ordinal);

    public void Set(string type, string status, string? reason, string? message, string? severity = null)
    {
        var before = previous?.FirstOrDefault(condition => condition.Type == type);
        _conditions[type] = new()
        {
            Type = type,
            Status = status,
            Reason = status == "True" ? null : reason,
            Message = status == "True" ? null : message,
            Severity = severity,
            LastTransitionTime = before?.Status == status ? before.LastTransitionTime : now,
        };
    }

    /// <summary>Copies another object's condition; Unknown while it has none.</summary>
    public void Set(string type, V1Condition? source, string? severity = null) =>
        Set(type, source?.Status ?? "Unknown", source?.Reason, source?.Message, severity);

    /// <summary>False like the first of them that is, else Unknown like the first that is, else True.</summary>
    public void SetAll(string type, IEnumerable<string> of, string? severity = null)
    {
        var all = of.Select(other => _conditions[other]).ToList();
        var worst = all.FirstOrDefault(condition => condition.Status == "False")
            ?? all.FirstOrDefault(condition => condition.Status != "True")
            ?? all[0];
        Set(type, worst, severity);
    }

    /// <summary>Keeps a condition as it was.</summary>
    public void Keep(string type)
    {
        if (previous?.FirstOrDefault(condition => condition.Type == type) is { } condition)
        {
            _conditions[type] = condition;
        }
    }

    public IReadOnlyList<V1Condition> ToList() => [.. _conditions.Values];
}
