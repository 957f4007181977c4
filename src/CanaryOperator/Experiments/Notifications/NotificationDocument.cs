using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Experiments.Notifications;

/// <summary>
/// What receivers get, as docs/notifications.md describes it. At most ten properties: GitHub takes no more of a <c>client_payload</c>.
/// Within a version fields are added, never renamed or removed.
/// </summary>
internal sealed record NotificationDocument
{
    public string ApiVersion { get; } = "notification.canaryoperator.io/v1";

    /// <summary>The notification's <c>when</c>.</summary>
    public required string Reason { get; init; }

    public required NotifiedExperiment Experiment { get; init; }

    public required ExperimentTarget Target { get; init; }

    /// <summary>Null before any loop measured something.</summary>
    public string? Verdict { get; init; }

    /// <summary>Of the last loop with another verdict; null when there was none.</summary>
    public string? PreviousVerdict { get; init; }

    /// <summary>One sentence: why <see cref="Verdict"/> is what it is.</summary>
    public string? Message { get; init; }

    public required NotifiedLoop Loop { get; init; }

    /// <summary>Those that <see cref="Verdict"/> is of.</summary>
    public IReadOnlyList<ObjectiveStatus>? Objectives { get; init; }

    public static NotificationDocument Of(Experiment experiment, string? when)
    {
        var status = experiment.Status ?? new();
        return new()
        {
            Reason = when ?? NotificationSpec.VerdictChanged,
            Experiment = NotifiedExperiment.Of(experiment),
            Target = experiment.Spec.Target ?? new(),
            Verdict = status.Verdict,
            PreviousVerdict = status.History?.LastOrDefault(loop => loop.Verdict is not null && loop.Verdict != status.Verdict)?.Verdict,
            Message = status.Message,
            Loop = new()
            {
                Number = status.Loops ?? 0, Time = status.LastLoopTime, Error = status.LastError, Versions = status.Versions,
            },
            Objectives = status.Objectives,
        };
    }
}
