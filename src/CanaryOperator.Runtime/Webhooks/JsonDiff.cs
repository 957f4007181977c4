using System.Text.Json;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Serialization;

namespace CanaryOperator.Runtime.Webhooks;

/// <summary>
/// Finds the JSON patch (RFC 6902) between two values: fields of objects are added, replaced and removed one by one, arrays replaced whole.
/// </summary>
internal static class JsonDiff
{
    /// <returns>UTF-8; null when there is no difference.</returns>
    public static byte[]? Patch(JsonElement from, JsonElement to)
    {
        if (JsonElement.DeepEquals(from, to))
        {
            return null;
        }

        using var patch = new JsonPatchWriter();
        Compare(from, to, "", patch);
        return patch.Complete().Content.ToArray();
    }

    private static void Compare(JsonElement from, JsonElement to, string path, JsonPatchWriter patch)
    {
        if (from.ValueKind == JsonValueKind.Object && to.ValueKind == JsonValueKind.Object)
        {
            CompareFields(from, to, path, patch);
        }
        else if (!JsonElement.DeepEquals(from, to))
        {
            patch.Replace(path, to, KubernetesJsonContext.Default.JsonElement);
        }
    }

    private static void CompareFields(JsonElement from, JsonElement to, string path, JsonPatchWriter patch)
    {
        foreach (var field in from.EnumerateObject())
        {
            if (!to.TryGetProperty(field.Name, out _))
            {
                patch.Remove(Below(path, field.Name));
            }
        }

        foreach (var field in to.EnumerateObject())
        {
            if (from.TryGetProperty(field.Name, out var old))
            {
                Compare(old, field.Value, Below(path, field.Name), patch);
            }
            else
            {
                patch.Add(Below(path, field.Name), field.Value, KubernetesJsonContext.Default.JsonElement);
            }
        }
    }

    /// <summary>RFC 6901.</summary>
    private static string Below(string path, string name) =>
        $"{path}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
