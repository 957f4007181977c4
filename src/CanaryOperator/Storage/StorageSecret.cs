using System.Text;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Storage;

/// <summary>A secret of a service account as far as it is looked at: of its values only the name of a web server is read.</summary>
internal sealed record StorageSecret(
    string Name, IReadOnlyDictionary<string, string> Annotations, IReadOnlyCollection<string> DataKeys)
{
    /// <summary>Where the headers of this secret are sent; null when it has none for a web server.</summary>
    public string? HttpsHost { get; init; }

    public static StorageSecret From(V1Secret secret) => new(
        secret.Name(), secret.Metadata.Annotations ?? new Dictionary<string, string>(), [.. secret.Data?.Keys ?? []])
    {
        HttpsHost = secret.Data?.TryGetValue(HttpVariables.HostKey, out var host) == true ? Encoding.UTF8.GetString(host).Trim() : null,
    };
}
