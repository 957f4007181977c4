using System.Text.RegularExpressions;

namespace CanaryOperator.Experiments.Templates;

/// <summary>Values in PromQL, written so that none of them can change the query.</summary>
internal static partial class PromQl
{
    /// <summary>Names of values that the expansion itself has written as PromQL.</summary>
    private static readonly HashSet<string> Written = new(StringComparer.Ordinal) { TemplateValues.Labels, TemplateValues.OtelLabels };

    /// <exception cref="TemplateException">A value stands outside quotes and is neither number nor duration.</exception>
    public static string Expand(string query, IReadOnlyDictionary<string, string> values) => Placeholders.Expand(query, values, Insert);

    /// <summary>Label matchers, as in <c>a="1",b="2"</c>, sorted by name.</summary>
    /// <exception cref="TemplateException">A name is none that Prometheus knows.</exception>
    public static string Matchers(IEnumerable<KeyValuePair<string, string>> labels) => string.Join(
        ',', labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{Name(label.Key)}=\"{Escape(label.Value)}\""));

    private static string Insert(string name, string value, string before)
    {
        switch (OpenQuote(before))
        {
            case '"' or '\'':
                return Escape(value);
            case '`':
                return !value.Contains('`', StringComparison.Ordinal)
                    ? value
                    : throw new TemplateException($"${{{name}}} stands between backticks, and its value '{value}' has one.");
            default:
                return Written.Contains(name) || Bare().IsMatch(value)
                    ? value
                    : throw new TemplateException(
                        $"${{{name}}} stands outside quotes, where only numbers and durations may: its value is '{value}'.");
        }
    }

    private static string Name(string label) => LabelName().IsMatch(label)
        ? label
        : throw new TemplateException($"'{label}' is no name of a label: letters, digits and _ are allowed, not beginning with a digit.");

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("'", "\\'", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    private static char? OpenQuote(string before)
    {
        char? open = null;
        for (var index = 0; index < before.Length; index++)
        {
            var character = before[index];
            if (open is null && character == '#')
            {
                // A comment may have an apostrophe in it.
                index = before.IndexOf('\n', index) is >= 0 and var end ? end : before.Length;
            }
            else if (open is null)
            {
                open = character is '"' or '\'' or '`' ? character : null;
            }
            else if (character == '\\' && open != '`')
            {
                index++;
            }
            else if (character == open)
            {
                open = null;
            }
        }

        return open;
    }

    [GeneratedRegex(@"\A[0-9]+(\.[0-9]+)?(ms|s|m|h|d|w|y)?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Bare();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex LabelName();
}
