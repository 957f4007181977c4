namespace CanaryOperator.Core.Statistics;

/// <summary>How many of a number of independent trials succeed, when each does with the same probability.</summary>
public static class Binomial
{
    /// <summary>Counts less likely than this, compared to the likeliest one, do not show in a sum of doubles.</summary>
    private const double Negligible = 1e-30;

    /// <summary>
    /// The smallest range that leaves out at most half of what <paramref name="confidence"/> leaves on either side. Exact, not the normal
    /// approximation: that one is wrong where a canary starts, at few requests and small shares.
    /// </summary>
    /// <param name="trials">0 or more; takes time and memory with its square root.</param>
    /// <param name="probability">0 to 1.</param>
    /// <param name="confidence">Above 0 and below 1, for example 0.99.</param>
    public static CountInterval CentralInterval(long trials, double probability, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        ThrowUnless(probability is >= 0 and <= 1, probability, nameof(probability));
        ThrowUnless(confidence is > 0 and < 1, confidence, nameof(confidence));
        if (probability is 0 or 1)
        {
            var certain = probability is 0 ? 0 : trials;
            return new(certain, certain);
        }

        var (first, weights) = Weights(trials, probability);
        var tail = weights.Sum() * (1 - confidence) / 2;
        var skippedBelow = CountWithin(tail, weights);
        Array.Reverse(weights);
        var skippedAbove = CountWithin(tail, weights);
        return new(first + skippedBelow, first + weights.Length - 1 - skippedAbove);
    }

    /// <summary>
    /// Of every count that matters its likelihood relative to that of the likeliest. From there outwards, each from its neighbour, so that
    /// neither a factorial nor a power can overflow or vanish.
    /// </summary>
    private static (long First, double[] Weights) Weights(long trials, double probability)
    {
        var odds = probability / (1 - probability);
        var likeliest = Math.Min(trials, (long)((trials + 1.0) * probability));
        var weights = new List<double>();
        var weight = 1.0;
        for (var count = likeliest; weight > Negligible; count--)
        {
            weights.Add(weight);
            weight *= count / ((trials - count + 1) * odds);
        }

        var first = likeliest - weights.Count + 1;
        weights.Reverse();
        weight = 1.0;
        for (var count = likeliest; (weight *= (trials - count) * odds / (count + 1)) > Negligible; count++)
        {
            weights.Add(weight);
        }

        return (first, [.. weights]);
    }

    /// <summary>How many of the first weights together stay within the limit. They grow, so the small ones are summed first.</summary>
    private static int CountWithin(double limit, double[] weights)
    {
        var count = 0;
        for (var sum = weights[0]; sum <= limit; sum += weights[count])
        {
            count++;
        }

        return count;
    }

    private static void ThrowUnless(bool condition, double value, string name)
    {
        if (!condition)
        {
            throw new ArgumentOutOfRangeException(name, value, null);
        }
    }
}
