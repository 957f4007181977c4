using System.Diagnostics.Metrics;

namespace CanaryOperator.Runtime.Events;

/// <summary>Events that nobody will see.</summary>
internal static class EventMetrics
{
    public const string QueueFull = "queue_full";
    public const string Spam = "spam";
    public const string Rejected = "rejected";
    public const string Unreachable = "unreachable";
    public const string Shutdown = "shutdown";

    private static readonly Meter Meter = new("CanaryOperator.Events");

    private static readonly Counter<long> DroppedEvents =
        Meter.CreateCounter<long>("events_dropped_total", description: "Events that were not written, by reason.");

    public static void Initialize()
    {
        foreach (var reason in (string[])[QueueFull, Spam, Rejected, Unreachable, Shutdown])
        {
            Dropped(reason, 0);
        }
    }

    public static void Dropped(string reason, int count = 1) =>
        DroppedEvents.Add(count, new KeyValuePair<string, object?>("reason", reason));
}
