using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace CanaryOperator.Experiments.Load;

/// <summary>Sends one request after the other, and reads answers only to drop them. Thread-safe.</summary>
internal sealed class LoadClient(LoadRequest request, Func<int, bool> isError, TimeProvider clock) : IDisposable
{
    /// <summary>Longer answers are no predictions, and endless ones would keep us busy.</summary>
    private const long LongestAnswer = 16 << 20;

    private const int BufferSize = 16 << 10;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>Goes to the address that was allowed and nowhere else.</summary>
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        MaxResponseDrainSize = 0,
        ConnectCallback = ConnectAsync,
    });

    /// <summary>Whatever name resolves to it: clouds hand out the credentials of machines at link-local addresses.</summary>
    public static bool MayBeAsked(IPAddress address) =>
        !address.IsIPv6LinkLocal && (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes() is not [169, 254, _, _];

    /// <exception cref="OperationCanceledException">Cancelled, and the request with it.</exception>
    public async Task<LoadAnswer> AskAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var message = Message();
        try
        {
            using var response = await _http.SendAsync(message, either.Token);
            var status = (int)response.StatusCode;
            return !await HasEndAsync(response.Content, either.Token) ? new("too long")
                : isError(status) ? new(status.ToString(CultureInfo.InvariantCulture))
                : new(null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new("timeout");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new("connection", HasLatency: false);
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Message()
    {
        var message = new HttpRequestMessage(request.Method, request.Url);
        if (request.ContentType is { } type)
        {
            message.Content = new ReadOnlyMemoryContent(request.Payload);
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        foreach (var (name, value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    private static async Task<bool> HasEndAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            await using var body = await content.ReadAsStreamAsync(cancellationToken);
            long total = 0;
            int read;
            do
            {
                read = await body.ReadAsync(buffer, cancellationToken);
                total += read;
            }
            while (read > 0 && total <= LongestAnswer);
            return read == 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var allowed = Array.FindAll(addresses, MayBeAsked);
        if (allowed.Length == 0)
        {
            throw new IOException($"{context.DnsEndPoint.Host} has no address that may be asked.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
