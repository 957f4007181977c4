using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Events;

namespace CanaryOperator.Tests.Support;

/// <summary>Remembers what people were told: <c>Normal Promoted: Revision b receives all traffic</c>.</summary>
internal sealed class RecordedEvents : IEventRecorder
{
    private readonly Lock _gate = new();

    /// <summary>Not to be looked at while others may tell.</summary>
    public List<string> Told { get; } = [];

    public V1ObjectReference? LastRegarding { get; private set; }

    public IEnumerable<string> Reasons => Told.Select(line => line.Split(' ')[1].TrimEnd(':'));

    public void Publish(V1ObjectReference regarding, EventType type, string reason, string action, string note)
    {
        lock (_gate)
        {
            LastRegarding = regarding;
            Told.Add($"{type} {reason}: {note}");
        }
    }
}
