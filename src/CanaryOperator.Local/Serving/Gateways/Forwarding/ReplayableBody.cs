using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CanaryOperator.Local.Serving.Gateways.Forwarding;

/// <summary>
/// The body of a request, handed on as it comes in. Its beginning is kept, so that another pod can be given the same when one ends. For
/// one attempt at a time.
/// </summary>
internal sealed class ReplayableBody : IDisposable
{
    /// <summary>Bytes. Predictions are rarely larger, and a hundred requests at once still take no more than a few MiB.</summary>
    private const int MostKept = 64 * 1024;

    private readonly Stream _body;
    private readonly byte[] _buffer;
    private int _kept;
    private long _read;
    private bool _isLost;

    private ReplayableBody(HttpRequest request)
    {
        _body = request.Body;
        Length = request.ContentLength;
        _buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(Length ?? MostKept, MostKept));
    }

    /// <summary>Null when only its end will tell.</summary>
    public long? Length { get; }

    /// <summary>From its beginning; always true before anything was sent.</summary>
    public bool CanBeSent => !_isLost;

    /// <summary>The client broke off, or sent what is no body; null while all is well.</summary>
    public Exception? ReadFailure { get; private set; }

    /// <summary>Null for a request that has none.</summary>
    public static ReplayableBody? Of(HttpContext context) =>
        context.Features.GetRequiredFeature<IHttpRequestBodyDetectionFeature>().CanHaveBody ? new(context.Request) : null;

    /// <summary>Sends all of it, also what another pod got before.</summary>
    public async Task SendAsync(Stream pod, CancellationToken cancellationToken)
    {
        if (_kept > 0)
        {
            await WriteAsync(pod, _buffer.AsMemory(0, _kept), cancellationToken);
        }

        while (_read != Length)
        {
            // A full buffer is used again.
            _isLost |= _kept == _buffer.Length;
            var room = _buffer.AsMemory(_isLost ? 0 : _kept);
            var count = await ReadAsync(room, cancellationToken);
            if (count == 0)
            {
                break;
            }

            _read += count;
            _kept += _isLost ? 0 : count;
            await WriteAsync(pod, room[..count], cancellationToken);
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private async ValueTask<int> ReadAsync(Memory<byte> room, CancellationToken cancellationToken)
    {
        try
        {
            return await _body.ReadAsync(room, cancellationToken);
        }
        catch (Exception failure)
        {
            ReadFailure = failure;
            throw;
        }
    }

    private async ValueTask WriteAsync(Stream pod, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await pod.WriteAsync(bytes, cancellationToken);

        // What has come must not wait for what has not; the end is flushed anyway.
        if (_read != Length)
        {
            await pod.FlushAsync(cancellationToken);
        }
    }
}
