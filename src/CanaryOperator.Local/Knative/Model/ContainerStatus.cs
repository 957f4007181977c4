namespace CanaryOperator.Local.Knative.Model;

/// <summary>A container that a Revision runs.</summary>
internal sealed record ContainerStatus(string Name);
