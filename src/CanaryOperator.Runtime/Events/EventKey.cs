using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime.Events;

/// <summary>
/// Events with equal keys are one event that repeats. Unlike client-go's, the key has the note: a split that moved to 20 % is other news
/// than one that moved to 10 %. Notes that never repeat are the spam filter's business.
/// </summary>
/// <param name="Regarding">Without a resource version, or no change of the object would ever repeat.</param>
internal sealed record EventKey(V1ObjectReference Regarding, EventType Type, string Reason, string Action, string Note);
