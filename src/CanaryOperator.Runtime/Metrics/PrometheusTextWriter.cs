using System.Text;

namespace CanaryOperator.Runtime.Metrics;

/// <summary>Prometheus' text exposition format, version 0.0.4. Not thread-safe.</summary>
public sealed class PrometheusTextWriter
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

    /// <summary>The samples of one series of a histogram.</summary>
    /// <param name="bounds">Upper ones, ascending, without infinity.</param>
    /// <param name="counts">By bucket, not yet cumulative; one more than bounds, for what is above all of them.</param>
    public void Histogram(string name, string labels, IReadOnlyList<double> bounds, IReadOnlyList<long> counts, double sum)
    {
        var count = 0L;
        for (var i = 0; i <= bounds.Count; i++)
        {
            count += counts[i];
            Sample($"{name}_bucket", WithBound(labels, i < bounds.Count ? bounds[i] : double.PositiveInfinity), count);
        }

        Sample($"{name}_sum", labels, sum);
        Sample($"{name}_count", labels, count);
    }

    public override string ToString() => _text.ToString();

    private static string WithBound(string labels, double bound) => $"{labels}{(labels.Length > 0 ? "," : "")}le=\"{Number(bound)}\"";

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
