using System.Text.Json;
using CanaryOperator.Api;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Mapping;

namespace CanaryOperator.Status;

/// <summary>Weighs the difference between two statuses.</summary>
internal static class StatusComparison
{
    public static StatusChange Compare(InferenceServiceStatus? before, InferenceServiceStatus after)
    {
        if (before is null || Readiness(before) != Readiness(after) || HasNewHistory(before, after))
        {
            return StatusChange.Important;
        }

        return JsonElement.DeepEquals(ToJson(before), ToJson(after)) ? StatusChange.None : StatusChange.Progress;
    }

    private static bool HasNewHistory(InferenceServiceStatus before, InferenceServiceStatus after) => Components.All
        .Select(component => component.Key())
        .Any(component => RolloutMapping.ToHistory(before.Components?.GetValueOrDefault(component))
            != RolloutMapping.ToHistory(after.Components?.GetValueOrDefault(component)));

    /// <summary>A failure's reason is worth reading at once; those of Unknown are steps.</summary>
    private static (string? Status, string? Reason) Readiness(InferenceServiceStatus status)
    {
        var ready = status.Conditions?.FirstOrDefault(condition => condition.Type == ConditionTypes.Ready);
        return (ready?.Status, ready?.Status == "False" ? ready.Reason : null);
    }

    private static JsonElement ToJson(InferenceServiceStatus status) =>
        JsonSerializer.SerializeToElement(status, ApiJsonContext.Default.InferenceServiceStatus);
}
