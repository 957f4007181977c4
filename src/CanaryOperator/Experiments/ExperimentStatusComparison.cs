using System.Text.Json;
using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Experiments;

/// <summary>Compares by JSON, because records compare their lists by reference.</summary>
internal static class ExperimentStatusComparison
{
    public static bool AreSame(ExperimentStatus? left, ExperimentStatus right) => left is not null && JsonElement.DeepEquals(
        JsonSerializer.SerializeToElement(left, ApiJsonContext.Default.ExperimentStatus),
        JsonSerializer.SerializeToElement(right, ApiJsonContext.Default.ExperimentStatus));
}
