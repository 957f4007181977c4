using System.Globalization;

namespace CanaryOperator.Local.Serving.Pods.Scaling;

/// <summary>How many pods a Revision's annotations ask for.</summary>
/// <param name="Initial">Before it is ready for the first time; at least 1.</param>
/// <param name="Minimum">While a Route names it; 0 lets it go to zero.</param>
internal sealed record RevisionScale(int Initial, int Minimum)
{
    private const string Prefix = "autoscaling.knative.dev/";

    public static RevisionScale Of(IReadOnlyDictionary<string, string>? annotations)
    {
        // Zero means no bound.
        var maximum = Read("max-scale", "maxScale") is > 0 and { } bound ? bound : int.MaxValue;
        var minimum = Math.Min(Read("min-scale", "minScale") ?? 0, maximum);
        var initial = Math.Max(Read("initial-scale", "initialScale") ?? 1, 1);
        return new(Math.Clamp(initial, minimum, maximum), minimum);

        int? Read(string name, string oldName) =>
            int.TryParse(
                annotations?.GetValueOrDefault(Prefix + name) ?? annotations?.GetValueOrDefault(Prefix + oldName),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var value) ? value : null;
    }
}
