using System.Text.Json;

namespace CanaryOperator.Api.Experiments;

/// <summary>One of the versions that are measured. Their order means nothing.</summary>
public sealed record ExperimentVersion
{
    /// <summary>
    /// Unique, and how reports call it. <c>candidate</c> (the newest revision) and <c>stable</c> (the one before, or itself when it has all
    /// the traffic and nothing was before) need no <see cref="Revision"/>.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>Default: found from the InferenceService's status, for <c>candidate</c> and <c>stable</c>.</summary>
    public string? Revision { get; init; }

    /// <summary>For the placeholders of metric templates, before those of the <see cref="MetricSource"/>; maps are merged.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Values { get; init; }
}
