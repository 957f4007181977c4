using CanaryOperator.Experiments.Targets;

namespace CanaryOperator.Experiments.Load;

/// <summary>A request and who may get it.</summary>
/// <param name="Versions">Those for which it is the same. With more than one, nobody knows whose an answer is.</param>
internal sealed record PlannedRequest(LoadRequest Request, IReadOnlyList<TargetVersion> Versions)
{
    /// <summary>As in <c>candidate and stable</c>.</summary>
    public string Receivers => string.Join(" and ", Versions.Select(version => version.Name));
}
