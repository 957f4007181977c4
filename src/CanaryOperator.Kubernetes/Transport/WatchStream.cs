using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Serialization;

namespace CanaryOperator.Kubernetes.Transport;

/// <summary>
/// The body of one watch: a line per event. Not through <c>JsonSerializer.DeserializeAsyncEnumerable</c>, which loses the good events that
/// share a buffer with a bad one.
/// </summary>
internal sealed class WatchStream<T> : IAsyncDisposable
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>More than twice what etcd stores of an object; whatever is longer is not an event.</summary>
    private const int MaxLine = 4 * 1024 * 1024;

    /// <summary>Most events fit in one buffer, and are then decoded in place.</summary>
    private static readonly StreamPipeReaderOptions Buffers = new(bufferSize: 64 * 1024, minimumReadSize: 8 * 1024);

    private readonly ApiRequest _request;
    private readonly WatchLineDecoder<T> _decoder;
    private readonly IdleLimit _idle;
    private readonly HttpResponseMessage _response;
    private readonly PipeReader _reader;

    private WatchStream(ApiRequest request, WatchLineDecoder<T> decoder, IdleLimit idle, HttpResponseMessage response, Stream body)
    {
        _request = request;
        _decoder = decoder;
        _idle = idle;
        _response = response;
        _reader = PipeReader.Create(body, Buffers);
    }

    /// <summary>Sends the request and waits for the headers, which some proxies hold back until the first event.</summary>
    public static async Task<WatchStream<T>> OpenAsync(
        HttpExchange exchange, ApiRequest request, WatchLineDecoder<T> decoder, IdleLimit idle, CancellationToken cancellationToken)
    {
        try
        {
            var response = await exchange.SendAsync(request, idle.Token);
            idle.Stop();
            // Only hands the stream over: it waits for nothing, and a token could only make it forget the response.
            return new(request, decoder, idle, response, await response.Content.ReadAsStreamAsync(CancellationToken.None));
        }
        catch (OperationCanceledException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw WireFailure.TimedOut(request, idle.Limit, exception);
        }
    }

    /// <summary>The next event; null when the server ended the watch.</summary>
    public async ValueTask<WatchEvent<T>?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var result = await FillAsync();
                var buffer = result.Buffer;
                if (TryTakeLine(ref buffer, out var line))
                {
                    var decoded = Decode(line);
                    _reader.AdvanceTo(buffer.Start);
                    if (decoded is not null)
                    {
                        return decoded;
                    }
                }
                else if (result.IsCompleted)
                {
                    return buffer.IsEmpty ? null : throw new IOException("The watch ended in the middle of an event.");
                }
                else
                {
                    _reader.AdvanceTo(buffer.Start, buffer.Length <= MaxLine ? buffer.End : throw TooLong());
                }
            }
        }
        catch (OperationCanceledException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw WireFailure.TimedOut(_request, _idle.Limit, exception);
        }
        catch (Exception exception) when (WireFailure.Is(exception))
        {
            throw WireFailure.From(_request, exception);
        }
        catch (JsonException exception)
        {
            throw new KubernetesException($"Cannot {_request}: a line of the watch is not an event: {exception.Message}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.CompleteAsync();
        _response.Dispose();
    }

    private ValueTask<ReadResult> FillAsync()
    {
        var reading = _reader.ReadAsync(_idle.Token);
        return reading.IsCompleted ? reading : WaitAsync(reading);
    }

    private async ValueTask<ReadResult> WaitAsync(ValueTask<ReadResult> reading)
    {
        _idle.Start();
        var result = await reading;
        _idle.Stop();
        return result;
    }

    private WatchEvent<T>? Decode(ReadOnlySequence<byte> line)
    {
        if (line.IsSingleSegment)
        {
            return _decoder.Decode(line.FirstSpan);
        }

        var length = (int)line.Length;
        var joined = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            line.CopyTo(joined);
            return _decoder.Decode(joined.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(joined);
        }
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line)
    {
        line = default;
        if (buffer.PositionOf((byte)'\n') is not { } end)
        {
            return false;
        }

        line = buffer.Slice(0, end);
        buffer = buffer.Slice(buffer.GetPosition(1, end));
        return true;
    }

    private static IOException TooLong() => new($"An event is longer than {MaxLine} bytes.");
}
