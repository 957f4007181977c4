using System.Numerics;

namespace CanaryOperator.Core.Scheduling;

/// <summary>The values that one field of a schedule allows.</summary>
/// <param name="Bits">Bit n is set when the value n is allowed.</param>
/// <param name="IsStar">Written as <c>*</c> or <c>?</c>, without a step: it restricts nothing.</param>
internal readonly record struct CronField(ulong Bits, bool IsStar)
{
    public bool Allows(int value) => (Bits >> value & 1) != 0;

    /// <summary>The first allowed value that is not below <paramref name="value"/> (0 to 63); null when there is none.</summary>
    public int? From(int value)
    {
        var rest = Bits >> value;
        return rest == 0 ? null : value + BitOperations.TrailingZeroCount(rest);
    }
}
