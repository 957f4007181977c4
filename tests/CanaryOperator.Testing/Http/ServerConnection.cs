using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;

namespace CanaryOperator.Testing.Http;

/// <summary>Just enough of HTTP/1.1 over one socket, with every way to break it.</summary>
internal sealed class ServerConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly int _number;
    private readonly NetworkStream _stream;
    private readonly PipeReader _reader;

    public ServerConnection(Socket socket, int number)
    {
        _socket = socket;
        _number = number;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = PipeReader.Create(_stream);
    }

    /// <summary>The next request; null when the client closed the connection.</summary>
    public async Task<ServerRequest?> ReadRequestAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await _reader.ReadAsync(cancellationToken);
            if (TryParse(result.Buffer, out var request, out var end))
            {
                _reader.AdvanceTo(end);
                return request;
            }

            if (result.IsCompleted)
            {
                return null;
            }

            _reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    public Task WriteAsync(string text, CancellationToken cancellationToken) =>
        _stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask();

    /// <summary>Closes the connection with RST instead of FIN.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Close();
    }

    public void Dispose() => _stream.Dispose();

    private bool TryParse(ReadOnlySequence<byte> buffer, out ServerRequest? request, out SequencePosition end)
    {
        request = null;
        end = default;
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryReadTo(out ReadOnlySequence<byte> head, "\r\n\r\n"u8))
        {
            return false;
        }

        var lines = Encoding.UTF8.GetString(head).Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(':', 2))
            .GroupBy(parts => parts[0], parts => parts[1].Trim(), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => string.Join(',', group), StringComparer.OrdinalIgnoreCase);
        var length = headers.TryGetValue("Content-Length", out var text) ? int.Parse(text) : 0;
        if (!reader.TryReadExact(length, out var body))
        {
            return false;
        }

        var requestLine = lines[0].Split(' ');
        request = new(requestLine[0], requestLine[1], headers, Encoding.UTF8.GetString(body), _number);
        end = reader.Position;
        return true;
    }
}
