using System.Buffers;
using System.Text.Json;

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

        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartArray();
        Compare(from, to, "", writer);
        writer.WriteEndArray();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Compare(JsonElement from, JsonElement to, string path, Utf8JsonWriter writer)
    {
        if (from.ValueKind == JsonValueKind.Object && to.ValueKind == JsonValueKind.Object)
        {
            CompareFields(from, to, path, writer);
        }
        else if (!JsonElement.DeepEquals(from, to))
        {
            Write("replace", path, to, writer);
        }
    }

    private static void CompareFields(JsonElement from, JsonElement to, string path, Utf8JsonWriter writer)
    {
        foreach (var field in from.EnumerateObject())
        {
            if (!to.TryGetProperty(field.Name, out _))
            {
                Write("remove", Below(path, field.Name), null, writer);
            }
        }

        foreach (var field in to.EnumerateObject())
        {
            if (from.TryGetProperty(field.Name, out var old))
            {
                Compare(old, field.Value, Below(path, field.Name), writer);
            }
            else
            {
                Write("add", Below(path, field.Name), field.Value, writer);
            }
        }
    }

    /// <summary>RFC 6901.</summary>
    private static string Below(string path, string name) =>
        $"{path}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    private static void Write(string operation, string path, JsonElement? value, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("op", operation);
        writer.WriteString("path", path);
        if (value is { } element)
        {
            writer.WritePropertyName("value");
            element.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
