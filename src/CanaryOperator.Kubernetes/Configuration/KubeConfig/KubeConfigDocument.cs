using System.Text.Json.Serialization;

namespace CanaryOperator.Kubernetes.Configuration.KubeConfig;

/// <summary>One kubeconfig file as written. Unknown fields are ignored: other tools keep theirs there.</summary>
internal sealed record KubeConfigDocument
{
    public IReadOnlyList<NamedCluster>? Clusters { get; init; }

    public IReadOnlyList<NamedUser>? Users { get; init; }

    public IReadOnlyList<NamedContext>? Contexts { get; init; }

    [JsonPropertyName("current-context")]
    public string? CurrentContext { get; init; }
}
