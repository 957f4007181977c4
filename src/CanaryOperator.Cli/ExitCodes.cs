namespace CanaryOperator.Cli;

/// <summary>What scripts may rely on.</summary>
internal static class ExitCodes
{
    public const int Holds = 0;
    public const int DoesNotHold = 1;
    public const int Usage = 2;
    public const int NotFound = 3;
    public const int Timeout = 4;

    /// <summary>The cluster cannot be reached, or does not let us.</summary>
    public const int Unreachable = 5;

    /// <summary>Ended by Ctrl-C, as shells have it.</summary>
    public const int Interrupted = 130;

    public const string Help =
        """
        Exit codes: 0 done, or it holds; 1 it does not hold; 2 wrong usage; 3 not found; 4 time is over before it could be told;
        5 the cluster cannot be reached or refuses; 130 interrupted.
        """;
}
