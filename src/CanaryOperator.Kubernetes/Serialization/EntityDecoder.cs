using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Kubernetes.Serialization;

/// <summary>Reads objects one by one, so that a single one that does not fit its type costs nothing but itself.</summary>
internal static class EntityDecoder
{
    /// <summary>Null, and why in <paramref name="error"/>, when the JSON does not fit the type.</summary>
    public static T? TryDecode<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> typeInfo, out string error)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            var entity = JsonSerializer.Deserialize(json, typeInfo);
            error = "It has no metadata.";
            return entity?.Metadata is null ? null : entity;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Converters of a kind may throw whatever they like: it is about this one object all the same.
            error = exception.Message;
            return null;
        }
    }

    /// <summary>What can be known of an object that does not fit its type.</summary>
    /// <exception cref="JsonException">Not even that: this is not a Kubernetes object.</exception>
    public static UnreadableObject DecodeUnreadable(ReadOnlySpan<byte> json, string error) => new(DecodeMetadata(json), error);

    /// <exception cref="JsonException">There is no readable metadata.</exception>
    public static V1ObjectMeta DecodeMetadata(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, WireJsonContext.Default.MetadataOnly)?.Metadata
        ?? throw new JsonException("The object has no metadata.");
}
