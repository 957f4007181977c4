namespace CanaryOperator.Core.Analysis;

/// <summary>One metric of one version in one loop: a finite value, or why there is none.</summary>
public sealed record Reading
{
    /// <summary>An answer of a provider can be a whole page; the status of an Experiment cannot hold that for every metric.</summary>
    public const int MaxReasonLength = 300;

    private Reading(double? value, string? reason, bool isFailure)
    {
        (Value, Reason, IsFailure) = (value, reason, isFailure);
    }

    /// <summary>Finite; null when there is no data.</summary>
    public double? Value { get; }

    /// <summary>Why there is no data; null when there is.</summary>
    public string? Reason { get; }

    /// <summary>There is no data because the provider could not be asked or understood, rather than because there is none.</summary>
    public bool IsFailure { get; }

    /// <summary>How many requests it comes from; null when no metric tells. What is no number of requests counts as null.</summary>
    public double? Requests { get; init => field = value is { } requests && double.IsFinite(requests) && requests >= 0 ? requests : null; }

    public DateTimeOffset? Time { get; init; }

    /// <param name="value">NaN and infinities (0/0 requests, a quantile of nothing) are no data.</param>
    public static Reading Of(double value) =>
        double.IsFinite(value)
            ? new(value, null, isFailure: false)
            : NoData($"the value is {(double.IsNaN(value) ? "not a number" : "infinite")}");

    /// <param name="reason">As in <c>no requests in the last 60s</c>.</param>
    public static Reading NoData(string reason) => new(null, Shorten(reason), isFailure: false);

    /// <param name="error">What the provider answered, or why it did not.</param>
    public static Reading Failed(string error) => new(null, Shorten(error), isFailure: true);

    private static string Shorten(string text)
    {
        if (text.Length <= MaxReasonLength)
        {
            return text;
        }

        // Half a character could not be written as JSON.
        var end = MaxReasonLength - 1;
        return $"{text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)]}…";
    }
}
