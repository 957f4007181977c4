namespace CanaryOperator.Cli.Reports.Model;

/// <summary>What Iter8's reports begin with.</summary>
internal sealed record ReportSummary
{
    /// <summary>No further loop will come.</summary>
    public required bool Completed { get; init; }

    /// <summary>The last loop measured everything; null before the first.</summary>
    public bool? NoFailure { get; init; }

    /// <summary>Every objective of every version; null while there is no data or too little.</summary>
    public bool? ObjectivesSatisfied { get; init; }

    /// <summary>Recorded ones, failed ones included.</summary>
    public required long Loops { get; init; }

    public required long CompletedLoops { get; init; }

    public required long FailedLoops { get; init; }
}
