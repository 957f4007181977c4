namespace CanaryOperator.Cli.Asserting;

/// <summary>Whether a condition holds.</summary>
/// <param name="Holds">Null while nothing has been measured that could tell.</param>
/// <param name="Reason">Why it does not, or not yet.</param>
internal readonly record struct AssertionOutcome(bool? Holds, string Reason)
{
    public static AssertionOutcome Yes { get; } = new(true, "");

    public static AssertionOutcome No(string reason) => new(false, reason);

    public static AssertionOutcome NotYet(string reason) => new(null, reason);
}
