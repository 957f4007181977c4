using System.Text.Json.Nodes;

namespace CanaryOperator.Rendering;

/// <summary>Lays what an InferenceService says of its container, and of the pod around it, over what the runtime says.</summary>
internal static class ContainerMerge
{
    /// <summary>Lists that are merged by the field that identifies their items; other lists are replaced.</summary>
    private static readonly Dictionary<string, string> MergeKeys = new(StringComparer.Ordinal)
    {
        ["env"] = "name",
        ["ports"] = "containerPort",
        ["volumeMounts"] = "mountPath",
        ["volumeDevices"] = "devicePath",
        ["volumes"] = "name",
        ["imagePullSecrets"] = "name",
        ["initContainers"] = "name",
        ["resourceClaims"] = "name",
    };

    /// <summary>Arguments of the InferenceService follow the runtime's; everything else of it wins.</summary>
    public static JsonObject Merge(JsonObject runtime, JsonObject container)
    {
        var merged = Overlay(runtime, container);
        if (runtime["args"] is JsonArray first && container["args"] is JsonArray second)
        {
            merged["args"] = new JsonArray([.. first.Concat(second).Select(item => item?.DeepClone())]);
        }

        return merged;
    }

    /// <summary>Objects are merged field by field, a null removes; otherwise <paramref name="above"/> wins.</summary>
    public static JsonObject Overlay(JsonObject below, JsonObject above)
    {
        var result = (JsonObject)below.DeepClone();
        foreach (var (name, value) in above)
        {
            if (value is null)
            {
                result.Remove(name);
                continue;
            }

            result[name] = (result[name], value) switch
            {
                (JsonObject lower, JsonObject upper) => Overlay(lower, upper),
                (JsonArray lower, JsonArray upper) when MergeKeys.TryGetValue(name, out var key) => MergeByKey(lower, upper, key),
                _ => value.DeepClone(),
            };
        }

        return result;
    }

    private static JsonArray MergeByKey(JsonArray below, JsonArray above, string key)
    {
        var result = new JsonArray([.. below.Select(item => item?.DeepClone())]);
        foreach (var item in above)
        {
            var index = item.Field(key) is { } name ? result.ToList().FindIndex(other => JsonNode.DeepEquals(other.Field(key), name)) : -1;
            if (index >= 0)
            {
                result[index] = item?.DeepClone();
            }
            else
            {
                result.Add(item?.DeepClone());
            }
        }

        return result;
    }
}
