using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Kubernetes.Serialization;

/// <summary>Writes the body of a create, an update or an apply.</summary>
internal static class EntityEncoder
{
    /// <param name="apiVersion">For an entity that was made without one.</param>
    /// <param name="kind">Likewise: the server refuses a body that does not say what it is.</param>
    public static byte[] Encode<T>(T entity, JsonTypeInfo<T> typeInfo, string apiVersion, string kind)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(entity, typeInfo);
        return (entity.ApiVersion, entity.Kind) switch
        {
            (null, null) => TypeMeta.Prepend(json, apiVersion, kind, new ArrayBufferWriter<byte>(json.Length + 128)).ToArray(),
            (null, _) or (_, null) => throw new ArgumentException(
                $"{kind} {entity.Metadata.Name}: set both apiVersion and kind, or neither.", nameof(entity)),
            _ => json,
        };
    }
}
