namespace CanaryOperator.Kubernetes.Authentication;

/// <summary>A value that has just been read.</summary>
/// <param name="Value">What was read.</param>
/// <param name="RefreshAt">When to read again; <see cref="DateTimeOffset.MaxValue"/> for never.</param>
/// <param name="OutlivesFailure">It may still be good when reading again fails.</param>
internal sealed record Refreshed<T>(T Value, DateTimeOffset RefreshAt, bool OutlivesFailure)
    where T : class
{
    public static Refreshed<T> Forever(T value) => new(value, DateTimeOffset.MaxValue, OutlivesFailure: true);
}
