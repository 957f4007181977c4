using System.Globalization;
using CanaryOperator.Api.Validation;

namespace CanaryOperator.Local.Serving.ModelServers;

/// <summary>Reads the values that <see cref="ServerBehavior"/> is made of. Absent annotations are null.</summary>
internal sealed class BehaviorAnnotations(IReadOnlyDictionary<string, string>? annotations)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <exception cref="InvalidBehaviorException">It is none, negative, or longer than a day.</exception>
    public TimeSpan? Duration(string name)
    {
        if (annotations?.GetValueOrDefault(name) is not { } value)
        {
            return null;
        }

        return GoDuration.ToTimeSpan(value) is { } duration && duration >= TimeSpan.Zero && duration <= Longest
            ? duration
            : throw new InvalidBehaviorException(name, value, "a duration from 0s to 24h, such as 250ms, 5s or 1m30s");
    }

    /// <exception cref="InvalidBehaviorException">It is no number from 0 to 100.</exception>
    public double? Percent(string name)
    {
        if (annotations?.GetValueOrDefault(name) is not { } value)
        {
            return null;
        }

        return double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent <= 100
            ? percent
            : throw new InvalidBehaviorException(name, value, "a number from 0 to 100 without a percent sign, such as 5 or 0.5");
    }

    /// <exception cref="InvalidBehaviorException">It is blank.</exception>
    public string? Message(string name)
    {
        var value = annotations?.GetValueOrDefault(name);
        return value is null || !string.IsNullOrWhiteSpace(value)
            ? value
            : throw new InvalidBehaviorException(name, value, "the message that the server ends with");
    }
}
