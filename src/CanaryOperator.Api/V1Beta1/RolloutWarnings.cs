using System.Text.Json;

namespace CanaryOperator.Api.V1Beta1;

/// <summary>What an edit does to a component's traffic and revisions, where that is easily mistaken.</summary>
internal static class RolloutWarnings
{
    /// <param name="type">A component that <paramref name="after"/> has.</param>
    /// <param name="after">Defaulted.</param>
    /// <param name="before">Defaulted; null when the InferenceService is new.</param>
    public static IEnumerable<string> Of(ComponentType type, InferenceService after, InferenceService? before)
    {
        var (path, current, previous) = ($"spec.{type.Key()}", after.Spec.Component(type)!, before?.Spec.Component(type));
        var isPercentNew = previous?.CanaryTrafficPercent != current.CanaryTrafficPercent;
        if (isPercentNew && current.CanaryTrafficPercent is { } percent)
        {
            if (!HasRolledOut(before, type))
            {
                yield return $"{path}.canaryTrafficPercent has no effect yet: the first revision gets all the traffic.";
            }
            else if (percent == 100)
            {
                yield return $"{path}.canaryTrafficPercent: 100 promotes the newest revision, as leaving it out does.";
            }
        }

        if (previous is null)
        {
            yield break;
        }

        var (oldTemplate, newTemplate) = (Template(previous), Template(current));
        if (JsonElement.DeepEquals(oldTemplate, newTemplate))
        {
            yield break;
        }

        if (previous.CanaryTrafficPercent is < 100 && current.CanaryTrafficPercent is null or 100)
        {
            yield return $"{path}: the canary is not promoted, since more was changed; a new revision gets all the traffic once ready.";
        }

        if (isPercentNew && current.CanaryTrafficPercent == 0 && HasRolledOut(before, type))
        {
            yield return $"{path}: this is no rollback, since more was changed; a new revision is held at 0 %, the one before keeps all.";
        }

        if (JsonElement.DeepEquals(Template(WithoutScaling(previous)), Template(WithoutScaling(current))))
        {
            yield return $"{path}: a change of replicas, scaling, timeout or concurrency makes a new revision of the same model.";
        }
    }

    private static bool HasRolledOut(InferenceService? inferenceService, ComponentType type) =>
        inferenceService?.Status?.Components?.GetValueOrDefault(type.Key())?.LatestRolledoutRevision is { Length: > 0 };

    /// <summary>Everything of a component that its revisions are made of.</summary>
    private static JsonElement Template(ComponentSpec component)
    {
        var template = component with { CanaryTrafficPercent = null };
        return JsonSerializer.SerializeToElement(template, ApiJsonContext.Default.GetTypeInfo(template.GetType())!);
    }

    private static ComponentSpec WithoutScaling(ComponentSpec component) => component with
    {
        MinReplicas = null,
        MaxReplicas = null,
        ScaleTarget = null,
        ScaleMetric = null,
        ContainerConcurrency = null,
        Timeout = null,
    };
}
