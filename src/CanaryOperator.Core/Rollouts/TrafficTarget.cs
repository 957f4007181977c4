namespace CanaryOperator.Core.Rollouts;

/// <summary>One line of a Knative traffic list, as it stands in a spec or in a status.</summary>
/// <param name="RevisionName">In a spec null when <paramref name="LatestRevision"/>; in a status always who gets the share.</param>
/// <param name="LatestRevision">The share follows the newest ready revision.</param>
/// <param name="Percent">0 to 100.</param>
public sealed record TrafficTarget(string? RevisionName, bool LatestRevision, int Percent, string? Tag);
