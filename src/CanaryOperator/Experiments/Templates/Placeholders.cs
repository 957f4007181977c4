using System.Text;
using System.Text.RegularExpressions;

namespace CanaryOperator.Experiments.Templates;

/// <summary>Puts values in place of <c>${NAME}</c>.</summary>
internal static partial class Placeholders
{
    /// <param name="insert">Makes a value harmless where it stands; gets its name, itself and the text before it.</param>
    /// <exception cref="TemplateException">A value is missing, or cannot stand where it should.</exception>
    public static string Expand(
        string text, IReadOnlyDictionary<string, string> values, Func<string, string, string, string> insert)
    {
        var result = new StringBuilder();
        var end = 0;
        foreach (Match match in Placeholder().Matches(text))
        {
            var name = match.Groups["name"].Value;
            if (!values.TryGetValue(name, out var value))
            {
                throw new TemplateException($"${{{name}}} has no value; there are {string.Join(", ", values.Keys.Order())}.");
            }

            result.Append(text, end, match.Index - end);
            result.Append(insert(name, value, text[..match.Index]));
            end = match.Index + match.Length;
        }

        return result.Append(text, end, text.Length - end).ToString();
    }

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z][A-Za-z0-9_.-]*)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Placeholder();
}
