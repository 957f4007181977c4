using System.Text.Json;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Kubernetes.Serialization;

/// <summary>Recognises a <see cref="V1Status"/> among whatever an answer may hold.</summary>
internal static class StatusDecoder
{
    public static V1Status? TryDecode(ReadOnlySpan<byte> json)
    {
        try
        {
            var status = JsonSerializer.Deserialize(json, KubernetesJsonContext.Default.V1Status);
            return status?.Kind == "Status" ? status : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
