using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryOperator.Core.Texts;

namespace CanaryOperator.Cli.Output;

/// <summary>JSON as block YAML, for people to read and keep. What is not surely text without quotes is quoted as JSON has it.</summary>
internal static partial class YamlWriter
{
    private static readonly HashSet<string> Words =
        new(["true", "false", "null", "yes", "no", "on", "off", "y", "n"], StringComparer.OrdinalIgnoreCase);

    /// <summary>One document after another.</summary>
    public static string Write(IEnumerable<JsonObject> documents)
    {
        var text = new StringBuilder();
        foreach (var document in documents)
        {
            text.Append(text.Length == 0 ? "" : "---\n");
            WriteMap(text, document, "");
        }

        return text.ToString();
    }

    private static void WriteMap(StringBuilder text, JsonObject map, string indent, string first = "")
    {
        var start = first.Length == 0 ? indent : first;
        foreach (var (key, value) in map)
        {
            text.Append(start).Append(Text(key)).Append(':');
            WriteValue(text, value, indent);
            start = indent;
        }
    }

    private static void WriteValue(StringBuilder text, JsonNode? value, string indent)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } map:
                text.Append('\n');
                WriteMap(text, map, indent + "  ");
                break;
            case JsonArray { Count: > 0 } list:
                text.Append('\n');
                WriteList(text, list, indent);
                break;
            default:
                text.Append(' ').Append(Scalar(value)).Append('\n');
                break;
        }
    }

    private static void WriteList(StringBuilder text, JsonArray list, string indent)
    {
        foreach (var item in list)
        {
            if (item is JsonObject { Count: > 0 } map)
            {
                WriteMap(text, map, indent + "  ", indent + "- ");
            }
            else
            {
                text.Append(indent).Append('-');
                WriteValue(text, item, indent + "  ");
            }
        }
    }

    private static string Scalar(JsonNode? value) => value switch
    {
        null => "null",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => Text(text.GetValue<string>()),
        _ => value.ToJsonString(),
    };

    private static string Text(string text) => PlainText().IsMatch(text) && !Words.Contains(text)
        ? text
        : $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_./-]*\z", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex PlainText();
}
