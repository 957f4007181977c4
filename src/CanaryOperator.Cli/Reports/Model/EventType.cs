namespace CanaryOperator.Cli.Reports.Model;

internal enum EventType
{
    /// <summary>The oldest loop of the history that measured something.</summary>
    Began,
    VerdictChanged,
    LoopFailed,

    /// <summary>A loop measured again after others had failed, with the verdict that stood before.</summary>
    Recovered,
    RevisionChanged,
    TrafficChanged,
}
