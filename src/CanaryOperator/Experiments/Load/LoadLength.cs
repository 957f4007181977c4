using CanaryOperator.Api.Validation;

namespace CanaryOperator.Experiments.Load;

/// <summary>How much is sent to a version.</summary>
/// <param name="Requests">How many are due.</param>
/// <param name="Duration">How long that takes at the rate.</param>
/// <param name="EndsInTime">What could not be sent in that time is left out, rather than sent later.</param>
internal readonly record struct LoadLength(long Requests, TimeSpan Duration, bool EndsInTime)
{
    /// <summary>By one of both.</summary>
    /// <param name="duration">Valid.</param>
    public static LoadLength Of(string? duration, long? requests, double rate)
    {
        if (requests is { } count)
        {
            return new(count, Seconds(count / rate), EndsInTime: false);
        }

        var seconds = (double)GoDuration.Seconds(duration!)!.Value;
        return new(Math.Max(1, (long)Math.Round(Math.Min(seconds * rate, long.MaxValue / 2))), Seconds(seconds), EndsInTime: true);
    }

    /// <summary>However long somebody wrote: limits refuse it, not arithmetic.</summary>
    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.MaxValue.TotalSeconds / 4));
}
