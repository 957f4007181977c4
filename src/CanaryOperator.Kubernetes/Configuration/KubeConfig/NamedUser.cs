using System.Text.Json.Serialization;

namespace CanaryOperator.Kubernetes.Configuration.KubeConfig;

internal sealed record NamedUser : INamedEntry<UserEntry>
{
    public string? Name { get; init; }

    [JsonPropertyName("user")]
    public UserEntry? Entry { get; init; }
}
