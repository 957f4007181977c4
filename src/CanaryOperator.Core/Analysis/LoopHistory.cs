namespace CanaryOperator.Core.Analysis;

/// <summary>
/// Loops of the past that fit into a given size, oldest first. The newest are all there; further back, gaps grow with age, so that an hour
/// and a month both look like a curve. Loops at which the verdict changed are given up only after all others except the newest ones; then
/// the newest; then the first; and the latest at last, if it alone is too large.
/// </summary>
/// <param name="number">Counts loops; by it their age is measured, because a clock may jump.</param>
/// <param name="verdict">What a change is noticed by; null is one too.</param>
/// <param name="size">Of a loop as it is stored.</param>
/// <param name="budget">For all together, in the same unit.</param>
public sealed class LoopHistory<TLoop>(Func<TLoop, long> number, Func<TLoop, string?> verdict, Func<TLoop, int> size, int budget)
{
    /// <summary>Newest loops that outlive changes of the verdict.</summary>
    private const int Newest = 10;

    /// <summary>What a loop is worth; the least goes first.</summary>
    private enum Worth
    {
        Plain,
        Change,
        New,
        First,
        Latest,
    }

    /// <summary>Repeating a loop (the operator ended before its end) replaces it.</summary>
    /// <param name="history">As an earlier call returned it.</param>
    public IReadOnlyList<TLoop> Append(IReadOnlyList<TLoop> history, TLoop latest)
    {
        var loops = history.Where(loop => number(loop) < number(latest)).Append(latest).ToList();
        var sizes = loops.ConvertAll(loop => size(loop));
        var total = sizes.Sum(each => (long)each);
        while (total > budget)
        {
            var least = Enumerable.Range(0, loops.Count).MinBy(index => (WorthOf(loops, index), Density(loops, index)));
            total -= sizes[least];
            loops.RemoveAt(least);
            sizes.RemoveAt(least);
        }

        return loops;
    }

    private Worth WorthOf(List<TLoop> loops, int index) => index switch
    {
        _ when index == loops.Count - 1 => Worth.Latest,
        0 => Worth.First,
        _ when index >= loops.Count - Newest => Worth.New,
        _ when verdict(loops[index]) != verdict(loops[index - 1]) => Worth.Change,
        _ => Worth.Plain,
    };

    /// <summary>The gap that a loop would leave, in its ages: where that is least, the loop is missed least.</summary>
    private double Density(List<TLoop> loops, int index) => index == 0 || index == loops.Count - 1
        ? 0
        : (number(loops[index + 1]) - number(loops[index - 1])) / (double)(number(loops[^1]) - number(loops[index]));
}
