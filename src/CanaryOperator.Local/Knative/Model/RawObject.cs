using System.Text.Json.Nodes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Local.Knative.Model;

/// <summary>An object of a kind that the emulator only installs.</summary>
internal sealed record RawObject : IKubernetesObject<V1ObjectMeta>
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public JsonObject? Spec { get; init; }

    public JsonObject? Status { get; init; }

    /// <summary>Only in webhook configurations.</summary>
    public JsonArray? Webhooks { get; init; }
}
