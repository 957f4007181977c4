using System.Text.Json;
using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Experiments.Targets;

/// <summary>A version of an Experiment, found in the cluster.</summary>
/// <param name="Revision">Null when there is none at the moment.</param>
/// <param name="Missing">Why there is none; null when there is one.</param>
/// <param name="TrafficPercent">0 to 100; null when it is not routed.</param>
internal sealed record TargetVersion(string Name, string? Revision, string? Missing, long? TrafficPercent)
{
    /// <inheritdoc cref="ExperimentVersion.Values"/>
    public IReadOnlyDictionary<string, JsonElement>? Values { get; init; }
}
