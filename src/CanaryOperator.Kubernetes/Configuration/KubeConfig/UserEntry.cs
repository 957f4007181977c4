using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Kubernetes.Configuration.KubeConfig;

internal sealed record UserEntry
{
    [JsonPropertyName("client-certificate")]
    public string? ClientCertificate { get; init; }

    [JsonPropertyName("client-certificate-data")]
    public string? ClientCertificateData { get; init; }

    [JsonPropertyName("client-key")]
    public string? ClientKey { get; init; }

    [JsonPropertyName("client-key-data")]
    public string? ClientKeyData { get; init; }

    public string? Token { get; init; }

    public string? TokenFile { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    [JsonPropertyName("as")]
    public string? ImpersonateUser { get; init; }

    [JsonPropertyName("as-uid")]
    public string? ImpersonateUid { get; init; }

    [JsonPropertyName("as-groups")]
    public IReadOnlyList<string>? ImpersonateGroups { get; init; }

    [JsonPropertyName("as-user-extra")]
    public Dictionary<string, IReadOnlyList<string>?>? ImpersonateExtra { get; init; }

    public ExecEntry? Exec { get; init; }

    [JsonPropertyName("auth-provider")]
    public JsonElement? AuthProvider { get; init; }

    /// <summary>Nothing: most of it is secret.</summary>
    public override string ToString() => nameof(UserEntry);
}
