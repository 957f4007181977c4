using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Experiments.Notifications;

/// <summary>What is to be told at a moment, and what is remembered of having tried. Pure.</summary>
/// <param name="IsDue">It is to be told now.</param>
/// <param name="Next">When something that could not be told is to be tried again; null when nothing is.</param>
internal readonly record struct NotificationPlan(bool IsDue, DateTimeOffset? Next)
{
    /// <summary>For one piece of news; <see cref="Pause"/> makes them about ten minutes.</summary>
    public const int MostAttempts = 5;

    /// <param name="told">Null when it was never tried.</param>
    public static NotificationPlan At(NotificationSpec notification, NotificationStatus? told, ExperimentStatus status, DateTimeOffset now)
    {
        if (!IsNews(notification.When, told, status))
        {
            return default;
        }

        var next = told is { Attempts: { } attempts, Time: { } time } ? time + Pause(attempts) : now;
        return next <= now ? new(IsDue: true, Next: null) : new(IsDue: false, next);
    }

    public static NotificationStatus Told(NotificationSpec notification, ExperimentStatus status, DateTimeOffset now) => new()
    {
        Name = notification.Name,
        Loop = status.Loops ?? 0,
        Verdict = status.Verdict,
        Time = now,
    };

    /// <returns>Without <see cref="NotificationStatus.Attempts"/> when it is given up.</returns>
    public static NotificationStatus Failed(
        NotificationSpec notification, NotificationStatus? told, ExperimentStatus status, NotificationFailure failure, DateTimeOffset now)
    {
        var attempts = (told?.Attempts ?? 0) + 1;
        return failure.MayPass && attempts < MostAttempts
            ? (told ?? new() { Name = notification.Name }) with { Time = now, Error = failure.Problem, Attempts = attempts }
            : Told(notification, status, now) with { Error = failure.Problem };
    }

    private static bool IsNews(string? when, NotificationStatus? told, ExperimentStatus status) => when switch
    {
        NotificationSpec.Completed => ExperimentConditions.IsCompleted(status) && (status.Loops ?? 0) > (told?.Loop ?? -1),
        NotificationSpec.EveryLoop => (status.Loops ?? 0) > (told?.Loop ?? 0),
        _ => status.Verdict is not null && VerdictsSince(told, status).Any(verdict => verdict != told?.Verdict),
    };

    /// <summary>Of loops that told nothing of objectives there is none. The last one is there even when the history is not.</summary>
    private static IEnumerable<string> VerdictsSince(NotificationStatus? told, ExperimentStatus status) =>
        (status.History ?? []).Where(loop => loop.Loop > (told?.Loop ?? 0)).Select(loop => loop.Verdict).OfType<string>()
            .Append(status.Verdict!);

    /// <summary>15 s, 45 s, 2 min 15 s, 6 min 45 s.</summary>
    private static TimeSpan Pause(int attempts) => TimeSpan.FromSeconds(15 * Math.Pow(3, attempts - 1));
}
