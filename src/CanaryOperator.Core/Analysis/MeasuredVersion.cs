namespace CanaryOperator.Core.Analysis;

/// <summary>A version and what a loop measured of it, and of it alone.</summary>
/// <param name="Name">How reports call it.</param>
/// <param name="Revision">Null when it could not be found.</param>
/// <param name="Readings">By metric (<c>SOURCE/METRIC</c>).</param>
public sealed record MeasuredVersion(string Name, string? Revision, IReadOnlyDictionary<string, Reading> Readings);
