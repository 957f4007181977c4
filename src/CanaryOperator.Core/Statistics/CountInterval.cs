namespace CanaryOperator.Core.Statistics;

/// <summary>A range of counts; both ends belong to it.</summary>
public readonly record struct CountInterval(long Lower, long Upper)
{
    public bool Contains(long count) => count >= Lower && count <= Upper;

    public override string ToString() => $"{Lower} to {Upper}";
}
