using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CanaryOperator.Kubernetes.Tests.Transport;

/// <summary>A forward proxy that knows CONNECT alone, and asks for a login if it has one.</summary>
internal sealed class ConnectProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string? _login;
    private readonly Task _accepting;

    /// <param name="login"><c>user:password</c>; null to let everybody through.</param>
    public ConnectProxy(string? login = null)
    {
        _login = login is null ? null : $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(login))}";
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary><c>host:port</c> of each tunnel that was opened.</summary>
    public ConcurrentQueue<string> Tunnels { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var tunnels = new List<Task>();
        try
        {
            while (true)
            {
                tunnels.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(tunnels);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                while (await ReadHeadAsync(stream) is { Count: > 0 } head)
                {
                    if (_login is not null && !head.Contains($"Proxy-Authorization: {_login}"))
                    {
                        await WriteAsync(stream, "407 Who?\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0");
                        continue;
                    }

                    var target = head[0].Split(' ')[1];
                    Tunnels.Enqueue(target);
                    await WriteAsync(stream, "200 OK");
                    await TunnelAsync(stream, target);
                    return;
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The other side is gone, or the test is over.
            }
        }
    }

    private async Task TunnelAsync(NetworkStream client, string target)
    {
        var parts = target.Split(':');
        using var server = new TcpClient();
        await server.ConnectAsync(parts[0], int.Parse(parts[1]), _stop.Token);
        var upstream = server.GetStream();
        await Task.WhenAny(client.CopyToAsync(upstream, _stop.Token), upstream.CopyToAsync(client, _stop.Token));
    }

    private async Task<List<string>> ReadHeadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var buffer = new byte[1];
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()) && await stream.ReadAsync(buffer, _stop.Token) > 0)
        {
            head.Add(buffer[0]);
        }

        return [.. Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];
    }

    private Task WriteAsync(NetworkStream stream, string head) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {head}\r\n\r\n"), _stop.Token).AsTask();
}
