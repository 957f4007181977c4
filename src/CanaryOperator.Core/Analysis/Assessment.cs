namespace CanaryOperator.Core.Analysis;

/// <summary>What one loop says about all objectives of all versions. It depends on nothing but that loop.</summary>
/// <param name="Verdict">The worst of <paramref name="Results"/>.</param>
/// <param name="Message">One sentence: why <paramref name="Verdict"/> is what it is.</param>
/// <param name="Results">By metric, then by name of the version.</param>
public sealed record Assessment(Verdict Verdict, string Message, IReadOnlyList<ObjectiveAssessment> Results);
