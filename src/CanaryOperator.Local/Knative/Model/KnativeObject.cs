using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Local.Knative.Model;

/// <summary>
/// A Service, Configuration, Revision or Route of Knative Serving. One type for the four: the emulator moves the same few fields between
/// them and hands the rest through as it came. What the JSON leaves out is empty, never null: the source-generated reader passes null to
/// an init-only property that is missing.
/// </summary>
internal sealed record KnativeObject : IKubernetesObject<V1ObjectMeta>
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public KnativeSpec Spec { get; init => field = value ?? new(); } = new();

    public KnativeStatus Status { get; init => field = value ?? new(); } = new();

    /// <summary>The controller of this kind has seen the spec as it is now.</summary>
    public bool IsObserved() => Status.ObservedGeneration == Metadata.Generation;
}
