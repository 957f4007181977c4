using System.Text.Json;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Local.Knative.Model;

/// <summary>What a Revision is made from.</summary>
internal sealed record RevisionTemplate
{
    public V1ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public JsonElement? Spec { get; init; }
}
