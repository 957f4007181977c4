namespace CanaryOperator.Local.Serving.Gateways.Routing;

/// <summary>
/// Random numbers for many threads at once without a lock, which <see cref="Random"/> would need: SplitMix64, whose state is a counter.
/// </summary>
internal sealed class SharedRandom(Random seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong _state = (ulong)seed.NextInt64();

    /// <summary>From 0 up to, but not including, 1.</summary>
    public double NextDouble()
    {
        var z = Interlocked.Add(ref _state, Step);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;

        // As many bits as a double has.
        return (z >> 11) * (1.0 / (1UL << 53));
    }
}
