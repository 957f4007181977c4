using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CanaryOperator.Testing.Http;

/// <summary>
/// An API server on 127.0.0.1 that does what a test tells it, on raw sockets: no web server could be talked into most of it. A request
/// without a scripted reply is answered with code 599, so that the test sees it.
/// </summary>
public sealed class MisbehavingServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<ServerRequest> _requests = new();
    private readonly ConcurrentQueue<Reply> _next = new();
    private readonly ConcurrentQueue<Route> _routes = new();
    private readonly ConcurrentBag<Task> _conversations = [];
    private readonly Task _accepting;
    private int _connections;

    public MisbehavingServer()
    {
        _listener.Start();
        Host = new Uri($"http://{_listener.LocalEndpoint}");
        _accepting = AcceptAsync();
    }

    public Uri Host { get; }

    /// <summary>In the order of arrival.</summary>
    public IReadOnlyList<ServerRequest> Requests => [.. _requests];

    /// <summary>Replies for the coming requests, one each, in order.</summary>
    public MisbehavingServer Then(params Reply[] replies)
    {
        Array.ForEach(replies, _next.Enqueue);
        return this;
    }

    /// <summary>Replies for requests that match, one each, the last one for ever; they go before those of <see cref="Then"/>.</summary>
    public MisbehavingServer On(Func<ServerRequest, bool> matches, params Reply[] replies)
    {
        _routes.Enqueue(new Route(matches, replies));
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_conversations);
        _stopping.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stopping.Token);
                socket.NoDelay = true;
                _conversations.Add(ConverseAsync(socket, ++_connections));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ConverseAsync(Socket socket, int number)
    {
        using var connection = new ServerConnection(socket, number);
        try
        {
            while (await connection.ReadRequestAsync(_stopping.Token) is { } request)
            {
                _requests.Enqueue(request);
                var exchange = new ServerExchange(connection, request);
                await ReplyTo(request)(exchange, _stopping.Token);
                if (!exchange.IsOpen)
                {
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client left, or the test is over.
        }
    }

    private Reply ReplyTo(ServerRequest request) =>
        _routes.FirstOrDefault(route => route.Matches(request))?.Next()
        ?? (_next.TryDequeue(out var reply) ? reply : Replies.Text(599, $"No reply is scripted for {request.Method} {request.Target}."));

    private sealed class Route(Func<ServerRequest, bool> matches, Reply[] replies)
    {
        private int _count = -1;

        public bool Matches(ServerRequest request) => matches(request);

        public Reply Next() => replies[Math.Min(Interlocked.Increment(ref _count), replies.Length - 1)];
    }
}
