using System.Text.RegularExpressions;

namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <summary>Reads both forms of apt's source lists (sources.list(5)). What it cannot read it leaves out, as the rest may do.</summary>
internal static partial class AptSourcesParser
{
    /// <param name="text">Stanzas of "Name: value" lines: a file <c>*.sources</c>.</param>
    public static IEnumerable<AptSource> ParseDeb822(string text) => text
        .ReplaceLineEndings("\n")
        .Split('\n')
        .Where(line => !line.StartsWith('#'))
        .Aggregate(new List<List<string>> { new() }, AddLine)
        .Select(ParseStanza)
        .OfType<AptSource>();

    /// <param name="text">Lines "deb [option=value] uri suite component...": a file <c>*.list</c>.</param>
    public static IEnumerable<AptSource> ParseOneLine(string text) => text
        .ReplaceLineEndings("\n")
        .Split('\n')
        .Select(line => OneLine().Match(line.Split('#')[0]))
        .Where(match => match.Success)
        .Select(match => new AptSource(
            [match.Groups["uri"].Value],
            [match.Groups["suite"].Value],
            Words(match.Groups["components"].Value),
            Words(match.Groups["options"].Value).Select(ParseOption).ToDictionary(StringComparer.OrdinalIgnoreCase)));

    private static List<List<string>> AddLine(List<List<string>> stanzas, string line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            stanzas.Add([]);
        }
        else
        {
            stanzas[^1].Add(line);
        }

        return stanzas;
    }

    private static AptSource? ParseStanza(List<string> lines)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var last = string.Empty;
        foreach (var line in lines)
        {
            if (char.IsWhiteSpace(line[0]) && fields.TryGetValue(last, out var begun))
            {
                fields[last] = $"{begun}\n{line}";
            }
            else if (line.Split(':', 2) is [var name, var value])
            {
                last = name.Trim();
                fields[last] = value.Trim();
            }
        }

        return fields.TryGetValue("URIs", out var uris) && fields.TryGetValue("Suites", out var suites) && !IsDisabled(fields)
            ? new AptSource(Words(uris), Words(suites), Words(fields.GetValueOrDefault("Components", string.Empty)), fields)
            : null;
    }

    private static bool IsDisabled(Dictionary<string, string> fields) =>
        fields.TryGetValue("Enabled", out var enabled) && enabled.ToUpperInvariant() is "NO" or "FALSE" or "0";

    private static KeyValuePair<string, string> ParseOption(string option) =>
        option.Split('=', 2) is [var name, var value] ? new(name, value) : new(option, string.Empty);

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(
        @"^\s*deb(-src)?\s+(\[(?<options>[^\]]*)\]\s+)?(?<uri>[^\s\[\]]+)\s+(?<suite>\S+)(?<components>.*)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex OneLine();
}
