using System.Text;
using CanaryOperator.Kubernetes.Errors;
using CanaryOperator.Kubernetes.Serialization;

namespace CanaryOperator.Kubernetes.Transport;

/// <summary>Reads the body of a refusal: mostly a <c>Status</c>, but a proxy on the way may say anything.</summary>
internal static class ErrorResponse
{
    /// <summary>A Status names every invalid field of an object, and may be long; a bound all the same.</summary>
    private const int MaxBody = 256 * 1024;

    private const int MaxForeignText = 2 * 1024;

    public static async Task<KubernetesException> ReadAsync(
        ApiRequest request, HttpResponseMessage response, TimeProvider clock, CancellationToken cancellationToken)
    {
        var body = await ReadBodyAsync(response.Content, cancellationToken);
        var retryAfter = RetryAfter(response, clock);
        if (StatusDecoder.TryDecode(body.Span) is { } status)
        {
            return StatusError.From(request, status, response.StatusCode, retryAfter);
        }

        var kept = body.Length > MaxForeignText ? body[..MaxForeignText] : body;
        return StatusError.FromForeignText(request, Encoding.UTF8.GetString(kept.Span), response.StatusCode, retryAfter);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[4096];
            int count;
            while (kept.Length < MaxBody && (count = await stream.ReadAsync(buffer, cancellationToken)) > 0)
            {
                kept.Write(buffer, 0, count);
            }
        }
        catch (Exception exception) when (WireFailure.Is(exception))
        {
            // The code and headers arrived and say more than the broken rest of the body.
        }

        return kept.ToArray();
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider clock)
    {
        var header = response.Headers.RetryAfter;
        var delay = header?.Delta ?? (header?.Date - clock.GetUtcNow());
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
    }
}
