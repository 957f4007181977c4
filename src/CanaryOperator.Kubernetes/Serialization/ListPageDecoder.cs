using System.Buffers;
using System.Text.Json;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Kubernetes.Serialization;

/// <summary>Reads a page of a list, item by item.</summary>
internal sealed class ListPageDecoder<T>(ResourceDescriptor<T> resource)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly List<T> _items = [];
    private readonly List<UnreadableObject> _unreadable = [];
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <exception cref="JsonException">The body is not a list.</exception>
    public static ListPage<T> Decode(ReadOnlySpan<byte> body, ResourceDescriptor<T> resource) =>
        new ListPageDecoder<T>(resource).Decode(body);

    private ListPage<T> Decode(ReadOnlySpan<byte> body)
    {
        ListMetadata? metadata = null;
        var hasItems = false;
        var reader = new Utf8JsonReader(body);
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("metadata"u8))
            {
                metadata = JsonSerializer.Deserialize(ref reader, WireJsonContext.Default.ListMetadata);
            }
            else if (reader.ValueTextEquals("items"u8))
            {
                hasItems = true;
                ReadItems(body, ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        if (metadata is null || !hasItems)
        {
            throw new JsonException("A list must have metadata and items.");
        }

        var next = string.IsNullOrEmpty(metadata.Continue) ? null : metadata.Continue;
        return new(new ResourceList<T>(_items, metadata.ResourceVersion ?? "", _unreadable), next);
    }

    private void ReadItems(ReadOnlySpan<byte> body, ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            // How Go writes an empty list.
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            var isObject = reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
            ReadItem(isObject ? body[start..(int)reader.BytesConsumed] : throw new JsonException("An item of the list is not an object."));
        }
    }

    private void ReadItem(ReadOnlySpan<byte> json)
    {
        var complete = HasTypeMeta(json) ? json : TypeMeta.Prepend(json, resource.ApiVersion, resource.Kind, _buffer);
        if (EntityDecoder.TryDecode(complete, resource.TypeInfo, out var error) is { } item)
        {
            _items.Add(item);
        }
        else
        {
            _unreadable.Add(EntityDecoder.DecodeUnreadable(json, error));
        }
    }

    /// <summary>Items of built-in kinds come without; those of custom resources with, and as every server writes it, in front.</summary>
    private static bool HasTypeMeta(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        reader.Read();
        return reader.TokenType == JsonTokenType.PropertyName
            && (reader.ValueTextEquals("apiVersion"u8) || reader.ValueTextEquals("kind"u8));
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
        {
            throw new JsonException($"Expected {type} but found {reader.TokenType}.");
        }
    }
}
