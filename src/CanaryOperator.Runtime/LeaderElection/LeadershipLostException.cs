namespace CanaryOperator.Runtime.LeaderElection;

/// <summary>
/// Another process may lead by now. Nothing done after this is safe: the process must end, without waiting for work to finish.
/// </summary>
public sealed class LeadershipLostException(string message) : Exception(message);
