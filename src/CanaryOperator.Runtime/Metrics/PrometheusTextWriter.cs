using System.Text;

namespace CanaryOperator.Runtime.Metrics;

/// <summary>Prometheus' text exposition format, version 0.0.4.</summary>
internal sealed class PrometheusTextWriter
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <summary>The name with everything that is not allowed replaced by an underscore.</summary>
    public static string MetricName(string name) => Sanitize(name, ":_");

    /// <summary>Labels as they stand between braces, ordered by name; empty when there are none.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var labels = new string[tags.Length];
        for (var i = 0; i < tags.Length; i++)
        {
            labels[i] = $"{Sanitize(tags[i].Key, "_")}=\"{Escape(tags[i].Value?.ToString() ?? "").Replace("\"", "\\\"")}\"";
        }

        Array.Sort(labels, StringComparer.Ordinal);
        return string.Join(',', labels);
    }

    /// <summary>The labels of a histogram's bucket.</summary>
    public static string WithBound(string labels, double bound) => $"{labels}{(labels.Length > 0 ? "," : "")}le=\"{Number(bound)}\"";

    public void Header(string name, string help, string type)
    {
        _text.Append($"# HELP {name} {Escape(help)}\n");
        _text.Append($"# TYPE {name} {type}\n");
    }

    public void Sample(string name, string labels, double value)
    {
        _text.Append(name);
        if (labels.Length > 0)
        {
            _text.Append($"{{{labels}}}");
        }

        _text.Append($" {Number(value)}\n");
    }

    public override string ToString() => _text.ToString();

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => $"{value}",
    };

    private static string Escape(string text) => text.Replace("\\", "\\\\").Replace("\n", "\\n");

    private static string Sanitize(string name, string punctuation)
    {
        var characters = name.Select((c, i) =>
            char.IsAsciiLetter(c) || punctuation.Contains(c) || (i > 0 && char.IsAsciiDigit(c)) ? c : '_');
        return string.Concat(characters);
    }
}
