namespace CanaryOperator.Runtime.Queues;

/// <summary>What a queue looks like while it is being measured.</summary>
/// <param name="Depth">Keys waiting for a worker.</param>
/// <param name="Unfinished">Time spent so far on all keys that are with workers.</param>
/// <param name="Longest">The longest of these times.</param>
internal sealed record WorkQueueSnapshot(int Depth, TimeSpan Unfinished, TimeSpan Longest);
