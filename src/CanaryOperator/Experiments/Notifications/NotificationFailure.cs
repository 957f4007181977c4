namespace CanaryOperator.Experiments.Notifications;

/// <summary>Why a receiver was not told.</summary>
/// <param name="Problem">For a person; names neither a credential nor an address of a Secret.</param>
/// <param name="MayPass">It is worth to try again.</param>
internal sealed record NotificationFailure(string Problem, bool MayPass);
