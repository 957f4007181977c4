namespace CanaryOperator.Local.Load;

/// <summary>How long requests took, each counted from when it was due.</summary>
internal sealed class Latencies
{
    private readonly TimeSpan[] _sorted;

    public Latencies(IEnumerable<TimeSpan> latencies)
    {
        _sorted = [.. latencies];
        Array.Sort(_sorted);
    }

    public int Count => _sorted.Length;

    /// <summary>Zero when there are none.</summary>
    public TimeSpan Max => Percentile(100);

    /// <summary>The shortest time within which so many percent of the requests were answered; zero when there are none.</summary>
    /// <param name="percent">Above 0, up to 100.</param>
    public TimeSpan Percentile(double percent) =>
        _sorted.Length == 0 ? TimeSpan.Zero : _sorted[(int)Math.Ceiling(percent / 100 * _sorted.Length) - 1];
}
