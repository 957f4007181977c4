using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Api;

namespace CanaryOperator.Cli.Launching;

/// <summary>Values of people, who write numbers as text and text as numbers.</summary>
internal static class JsonValues
{
    public static Dictionary<string, JsonElement> ToElements(JsonObject values) =>
        JsonSerializer.SerializeToElement(values, ApiJsonContext.Default.JsonObject).EnumerateObject()
            .ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal);

    /// <summary>Null when it is null itself, a map or a list.</summary>
    public static string? Text(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number => value.ToJsonString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>Null when it is no finite number.</summary>
    public static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
