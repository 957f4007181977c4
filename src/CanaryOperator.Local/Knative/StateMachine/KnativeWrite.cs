using CanaryOperator.Kubernetes;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Local.Knative.StateMachine;

/// <summary>The one write that Knative's controllers would do next.</summary>
internal sealed record KnativeWrite(WriteVerb Verb, ResourceDescriptor<KnativeObject> Resource, KnativeObject Object);
