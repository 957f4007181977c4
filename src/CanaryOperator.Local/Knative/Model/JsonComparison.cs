using System.Text.Json;

namespace CanaryOperator.Local.Knative.Model;

/// <summary>Compares by JSON, because records compare their lists by reference.</summary>
internal static class JsonComparison
{
    public static bool IsSameAs(this KnativeSpec left, KnativeSpec right) => JsonElement.DeepEquals(
        JsonSerializer.SerializeToElement(left, KnativeJsonContext.Default.KnativeSpec),
        JsonSerializer.SerializeToElement(right, KnativeJsonContext.Default.KnativeSpec));

    public static bool IsSameAs(this KnativeStatus left, KnativeStatus right) => JsonElement.DeepEquals(
        JsonSerializer.SerializeToElement(left, KnativeJsonContext.Default.KnativeStatus),
        JsonSerializer.SerializeToElement(right, KnativeJsonContext.Default.KnativeStatus));
}
