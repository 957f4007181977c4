using System.Globalization;
using System.Text;
using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api.Validation;

/// <summary>
/// Annotations that Knative's webhook checks when they reach a Knative Service. Of those for scaling it still takes the older spellings
/// (<c>minScale</c> for <c>min-scale</c>), so both are checked.
/// </summary>
internal static class KnativeAnnotationRules
{
    private const NumberStyles RealStyle = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly Rule Count = new("must be a whole number, 0 or more.", value => Whole(value) >= 0);
    private static readonly Rule WholeSeconds = new(
        "must be a duration of whole seconds, 0 or more, for example 60s.", value => IsWholeSeconds(value, 0, decimal.MaxValue));

    private static readonly Dictionary<string, Rule> Rules = new(StringComparer.Ordinal)
    {
        [WellKnown.RolloutDurationAnnotation] = WholeSeconds,
        ["serving.knative.dev/progress-deadline"] = new(
            "must be a duration of whole seconds, 1s or more, for example 600s.", value => IsWholeSeconds(value, 1, decimal.MaxValue)),
        [Autoscaling.MinScale] = Count,
        [Autoscaling.MaxScale] = Count,
        [Autoscaling.InitialScale] = Count,
        [Autoscaling.Prefix + "activation-scale"] = new("must be a whole number, 2 or more.", value => Whole(value) >= 2),
        [Autoscaling.Class] = new(
            $"must be {Autoscaling.KpaClass} or {Autoscaling.HpaClass}.",
            value => value is Autoscaling.KpaClass or Autoscaling.HpaClass || !value.EndsWith(".knative.dev", StringComparison.Ordinal)),
        [Autoscaling.Target] = new("must be a number, 0.01 or more.", value => Real(value) >= 0.01),
        [Autoscaling.Prefix + "target-utilization-percentage"] = new(
            "must be a number from 1 to 100.", value => Real(value) is >= 1 and <= 100),
        [Autoscaling.Prefix + "target-burst-capacity"] = new("must be a number, 0 or more, or -1.", value => Real(value) is >= 0 or -1),
        [Autoscaling.Prefix + "window"] = new(
            "must be a duration of whole seconds from 6s to 1h.", value => IsWholeSeconds(value, 6, 3600)),
        [Autoscaling.Prefix + "scale-down-delay"] = new(
            "must be a duration of whole seconds from 0s to 1h.", value => IsWholeSeconds(value, 0, 3600)),
        [Autoscaling.Prefix + "scale-to-zero-pod-retention-period"] = new(
            "must be a duration from 0s to 1h.", value => GoDuration.Seconds(value) is >= 0 and <= 3600),
        [Autoscaling.Prefix + "panic-window-percentage"] = new("must be a number from 1 to 100.", value => Real(value) is >= 1 and <= 100),
        [Autoscaling.Prefix + "panic-threshold-percentage"] = new(
            "must be a number from 110 to 1000.", value => Real(value) is >= 110 and <= 1000),
        [Autoscaling.Prefix + "metric-aggregation-algorithm"] = new(
            "must be linear or weighted-exponential.", value => value is "" or "linear" or "weighted-exponential" or "weightedExponential"),
    };

    /// <summary>Each by itself.</summary>
    public static IEnumerable<FieldError> Errors(string path, IReadOnlyDictionary<string, string>? annotations)
    {
        foreach (var (key, value) in annotations ?? new Dictionary<string, string>())
        {
            if (Rules.TryGetValue(Kebab(key), out var rule) && !rule.Allows(value ?? ""))
            {
                yield return new($"{path}[{key}]", value, rule.Message);
            }
        }
    }

    /// <summary>Those that depend on each other, wherever they come from.</summary>
    public static IEnumerable<FieldError> Errors(ComponentFields component)
    {
        if (component.Annotation(Autoscaling.Metric) is { Text: { } text } metric
            && component.Annotation(Autoscaling.Class).Text is null or Autoscaling.KpaClass
            && text is not ("concurrency" or "rps"))
        {
            yield return metric.Error(
                $"must be concurrency or rps; others need the annotation {Autoscaling.Class}: {Autoscaling.HpaClass}.");
        }
    }

    private static string Kebab(string key)
    {
        if (!key.StartsWith(Autoscaling.Prefix, StringComparison.Ordinal))
        {
            return key;
        }

        var kebab = new StringBuilder(key.Length + 4);
        foreach (var character in key)
        {
            _ = char.IsAsciiLetterUpper(character) ? kebab.Append('-').Append(char.ToLowerInvariant(character)) : kebab.Append(character);
        }

        return kebab.ToString();
    }

    private static int? Whole(string value) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static double? Real(string value) =>
        double.TryParse(value, RealStyle, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsWholeSeconds(string value, decimal least, decimal most) =>
        GoDuration.Seconds(value) is { } seconds && seconds >= least && seconds <= most && seconds == decimal.Truncate(seconds);

    private sealed record Rule(string Message, Func<string, bool> Allows);
}
