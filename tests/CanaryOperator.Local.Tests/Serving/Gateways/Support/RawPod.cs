using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CanaryOperator.Local.Tests.Serving.Gateways.Support;

/// <summary>A pod whose every byte the test decides.</summary>
internal sealed class RawPod : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private int _connections;

    /// <param name="serve">Told the connection's number, from 1; the connection is closed when it returns.</param>
    public RawPod(Func<int, Stream, Task> serve)
    {
        _listener.Start();
        _serving = ServeAsync(serve);
    }

    public string Address => $"{_listener.LocalEndpoint}";

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Reads until the header block has ended and so many bytes of the body have followed; returns the body.</summary>
    public static async Task<string> ReadRequestAsync(Stream stream, int bodyBytes)
    {
        var received = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            received.Write(buffer, 0, await stream.ReadAsync(buffer, CancellationToken.None));
            var text = Encoding.Latin1.GetString(received.GetBuffer(), 0, (int)received.Length);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && text.Length - end - 4 >= bodyBytes)
            {
                return text[(end + 4)..];
            }
        }
    }

    public static async Task SayAsync(Stream stream, string text) =>
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync(Func<int, Stream, Task> serve)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await serve(Interlocked.Increment(ref _connections), client.GetStream());
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
