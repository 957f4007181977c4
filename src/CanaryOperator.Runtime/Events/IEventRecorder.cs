using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime.Events;

/// <summary>
/// Tells people what happened to an object. Never blocks and never fails: events that cannot be written are counted and dropped.
/// </summary>
public interface IEventRecorder
{
    /// <param name="regarding">What the event is about.</param>
    /// <param name="type">Normal or Warning.</param>
    /// <param name="reason">CamelCase, at most 128 characters.</param>
    /// <param name="action">CamelCase: what the operator was doing.</param>
    /// <param name="note">A sentence; cut at 1 kB.</param>
    void Publish(V1ObjectReference regarding, EventType type, string reason, string action, string note);
}
