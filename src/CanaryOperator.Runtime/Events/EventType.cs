namespace CanaryOperator.Runtime.Events;

/// <summary>Whether anybody should worry.</summary>
public enum EventType
{
    Normal,
    Warning,
}
