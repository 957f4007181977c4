using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace CanaryOperator.Experiments.Templates;

/// <summary>Values in addresses and JSON, written so that none of them can change what is asked.</summary>
internal static partial class RestValues
{
    /// <exception cref="TemplateException">The value would lead up in the path.</exception>
    public static string InPath(string name, string value, string before) => value is "." or ".."
        ? throw new TemplateException($"${{{name}}} stands in a path, where its value '{value}' leads elsewhere.")
        : Uri.EscapeDataString(value);

    /// <exception cref="TemplateException">The value would lead up in the path, or cannot be in the name of a host.</exception>
    public static string InUrl(string name, string value, string before)
    {
        var host = before.IndexOf("://", StringComparison.Ordinal) is >= 0 and var end ? end + "://".Length : before.Length;
        return before.AsSpan(host).IndexOfAny("/?#") >= 0 ? InPath(name, value, before)
            : HostPart().IsMatch(value) ? value
            : throw new TemplateException($"${{{name}}} stands in the name of a host, where its value '{value}' cannot.");
    }

    /// <exception cref="TemplateException">A value stands outside quotes and is no number or boolean.</exception>
    public static string InBody(string name, string value, string before) =>
        IsInText(before) ? JavaScriptEncoder.Default.Encode(value)
            : Bare().IsMatch(value) ? value
            : throw new TemplateException(
                $"${{{name}}} stands outside quotes, where only numbers and booleans may: its value is '{value}'.");

    private static bool IsInText(string before)
    {
        var isInText = false;
        for (var index = 0; index < before.Length; index++)
        {
            if (isInText && before[index] == '\\')
            {
                index++;
            }
            else if (before[index] == '"')
            {
                isInText = !isInText;
            }
        }

        return isInText;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9.-]+\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex HostPart();

    [GeneratedRegex(@"\A(-?(0|[1-9][0-9]*)(\.[0-9]+)?|true|false)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Bare();
}
