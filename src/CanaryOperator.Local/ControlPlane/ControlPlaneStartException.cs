namespace CanaryOperator.Local.ControlPlane;

/// <summary>A component did not start; the message has the end of its log.</summary>
internal sealed class ControlPlaneStartException(string message, bool portWasTaken) : Exception(message)
{
    /// <summary>Somebody was faster with the port that was free a moment ago: worth another try.</summary>
    public bool PortWasTaken { get; } = portWasTaken;
}
