namespace CanaryOperator.Cli.Reports.Model;

internal enum ExperimentState
{
    /// <summary>No loop has been recorded.</summary>
    Waiting,
    Running,

    /// <summary>No new loop begins until somebody resumes it.</summary>
    Suspended,

    /// <summary>No further loop will come.</summary>
    Completed,
}
