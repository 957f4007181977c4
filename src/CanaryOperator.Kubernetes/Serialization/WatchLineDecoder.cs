using System.Net;
using System.Text;
using System.Text.Json;
using CanaryOperator.Kubernetes.Errors;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Transport;

namespace CanaryOperator.Kubernetes.Serialization;

/// <summary>Reads events of a watch: the ordinary ones in one pass over their bytes, odd ones in a second.</summary>
internal sealed class WatchLineDecoder<T>(ApiRequest request, ResourceDescriptor<T> resource, Action<string> onUnknownType)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Null for an event to be ignored.</summary>
    /// <exception cref="JsonException">The line is not an event.</exception>
    /// <exception cref="KubernetesException">The event is an error.</exception>
    public WatchEvent<T>? Decode(ReadOnlySpan<byte> line)
    {
        if (WatchFrame.TryGuess(line, out var frame) && ObjectEvent(frame.Type) is { } type
            && EntityDecoder.TryDecode(frame.Object, resource.TypeInfo, out _) is { } entity)
        {
            return new(type, entity, Version(entity.Metadata));
        }

        return DecodeCarefully(WatchFrame.Parse(line));
    }

    private WatchEvent<T>? DecodeCarefully(WatchFrame frame)
    {
        if (ObjectEvent(frame.Type) is { } type)
        {
            return DecodeObject(type, frame.Object);
        }

        if (frame.Type.SequenceEqual("BOOKMARK"u8))
        {
            return new(WatchEventType.Bookmark, null, Version(EntityDecoder.DecodeMetadata(frame.Object)));
        }

        if (frame.Type.SequenceEqual("ERROR"u8))
        {
            throw StatusDecoder.TryDecode(frame.Object) is { } status
                ? StatusError.From(request, status, HttpStatusCode.InternalServerError, null)
                : new JsonException("An ERROR event carries no Status.");
        }

        onUnknownType(Encoding.UTF8.GetString(frame.Type));
        return null;
    }

    private WatchEvent<T> DecodeObject(WatchEventType type, ReadOnlySpan<byte> json)
    {
        if (EntityDecoder.TryDecode(json, resource.TypeInfo, out var error) is { } entity)
        {
            return new(type, entity, Version(entity.Metadata));
        }

        var unreadable = EntityDecoder.DecodeUnreadable(json, error);
        var told = type == WatchEventType.Deleted ? type : WatchEventType.Unreadable;
        return new(told, null, Version(unreadable.Metadata), unreadable);
    }

    private static WatchEventType? ObjectEvent(ReadOnlySpan<byte> type) => type switch
    {
        _ when type.SequenceEqual("ADDED"u8) => WatchEventType.Added,
        _ when type.SequenceEqual("MODIFIED"u8) => WatchEventType.Modified,
        _ when type.SequenceEqual("DELETED"u8) => WatchEventType.Deleted,
        _ => null,
    };

    private static string Version(V1ObjectMeta metadata) =>
        metadata.ResourceVersion ?? throw new JsonException("The object of an event has no metadata.resourceVersion.");
}
