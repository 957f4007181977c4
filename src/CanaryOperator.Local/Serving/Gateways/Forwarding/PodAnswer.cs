using System.Buffers;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace CanaryOperator.Local.Serving.Gateways.Forwarding;

/// <summary>Hands a pod's answer on to the client, as it comes.</summary>
internal static class PodAnswer
{
    /// <summary>Bytes: what is moved at once.</summary>
    private const int BufferSize = 16 * 1024;

    /// <exception cref="IOException">The pod broke off.</exception>
    public static async Task CopyAsync(HttpResponseMessage answer, HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = (int)answer.StatusCode;
        CopyHeaders(answer, response);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        while (true)
        {
            var reading = body.ReadAsync(buffer, cancellationToken);
            if (!reading.IsCompleted && !response.HasStarted)
            {
                // The pod takes its time over the body; the client may have the headers already.
                await response.BodyWriter.FlushAsync(cancellationToken);
            }

            var count = await reading;
            if (count == 0)
            {
                break;
            }

            await response.Body.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }

        // Only when all went well: otherwise somebody may still be writing into it.
        ArrayPool<byte>.Shared.Return(buffer);
        CopyTrailers(answer, response);
    }

    private static void CopyHeaders(HttpResponseMessage answer, HttpResponse response)
    {
        var connection = answer.Headers.NonValidated.TryGetValues("Connection", out var values) ? All(values) : default;
        Copy(answer.Headers.NonValidated, response.Headers, connection);
        Copy(answer.Content.Headers.NonValidated, response.Headers, connection);
    }

    private static void Copy(HttpHeadersNonValidated from, IHeaderDictionary to, StringValues connection)
    {
        foreach (var (name, values) in from)
        {
            if (HeaderRules.ReachesClient(name, connection))
            {
                to[name] = All(values);
            }
        }
    }

    /// <summary>HTTP/1.1 clients do not get any: Kestrel gives them none.</summary>
    private static void CopyTrailers(HttpResponseMessage answer, HttpResponse response)
    {
        if (response.SupportsTrailers())
        {
            foreach (var (name, values) in answer.TrailingHeaders.NonValidated)
            {
                response.AppendTrailer(name, All(values));
            }
        }
    }

    private static StringValues All(HeaderStringValues values) => values.Count == 1 ? values.ToString() : values.ToArray();
}
