using System.Text.Json;
using System.Text.RegularExpressions;

namespace CanaryOperator.Experiments.Providers;

/// <summary>The part of JSONPath that leads to one place: <c>$.data['a b'][0].value</c>, <c>[-1]</c> for the last element.</summary>
internal static partial class JsonPath
{
    /// <summary>Null when there is nothing.</summary>
    public static JsonElement? Find(JsonElement root, string path)
    {
        var current = root;
        foreach (Match step in Steps().Matches(path))
        {
            if (step.Groups["index"] is { Success: true } index)
            {
                if (current.ValueKind != JsonValueKind.Array || At(current, int.Parse(index.ValueSpan)) is not { } element)
                {
                    return null;
                }

                current = element;
            }
            else if (current.ValueKind != JsonValueKind.Object || !current.TryGetProperty(step.Groups["name"].Value, out current))
            {
                return null;
            }
        }

        return current;
    }

    /// <summary>It is of the part of JSONPath that is understood.</summary>
    public static bool IsValid(string path) => Whole().IsMatch(path);

    private static JsonElement? At(JsonElement array, int index)
    {
        var position = index < 0 ? array.GetArrayLength() + index : index;
        return position >= 0 && position < array.GetArrayLength() ? array[position] : null;
    }

    [GeneratedRegex(
        @"\.(?<name>[\w-]+)|\['(?<name>[^']+)'\]|\[(?<index>-?\d{1,9})\]",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Steps();

    [GeneratedRegex(@"\A\$(\.[\w-]+|\['[^']+'\]|\[-?\d{1,9}\])*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Whole();
}
