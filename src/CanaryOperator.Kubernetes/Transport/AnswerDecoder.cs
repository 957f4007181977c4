using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Serialization;

namespace CanaryOperator.Kubernetes.Transport;

/// <summary>Reads the body of an answer of success, and says what is wrong with one that cannot be read.</summary>
internal static class AnswerDecoder
{
    public static T Object<T>(ApiRequest request, ReadOnlySpan<byte> body, JsonTypeInfo<T> typeInfo)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        EntityDecoder.TryDecode(body, typeInfo, out var error) ?? throw Unreadable(request, body, new JsonException(error));

    public static ListPage<T> List<T>(ApiRequest request, ReadOnlySpan<byte> body, ResourceDescriptor<T> resource)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            return ListPageDecoder<T>.Decode(body, resource);
        }
        catch (JsonException exception)
        {
            throw Unreadable(request, body, exception);
        }
    }

    /// <summary>Broken JSON is a broken wire, and may be whole the next time; JSON of another shape will stay what it is.</summary>
    private static KubernetesException Unreadable(ApiRequest request, ReadOnlySpan<byte> body, JsonException exception)
    {
        var message = $"Cannot {request}: the answer cannot be read: {exception.Message}";
        return IsJson(body)
            ? new KubernetesException(message, HttpStatusCode.OK, null, null)
            : new KubernetesException(message, exception);
    }

    private static bool IsJson(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            return reader.Read() && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
