namespace CanaryOperator.Local.Knative.StateMachine;

/// <summary>How a <see cref="KnativeWrite"/> reaches the API server.</summary>
internal enum WriteVerb
{
    Create,
    Update,
    UpdateStatus,
    Delete,
}
