using System.Text;

namespace CanaryOperator.Testing.Http;

/// <summary>One request and the means to answer it, well or badly. Calls that write in order make up the answer.</summary>
public sealed class ServerExchange
{
    private readonly ServerConnection _connection;

    internal ServerExchange(ServerConnection connection, ServerRequest request)
    {
        _connection = connection;
        Request = request;
    }

    public ServerRequest Request { get; }

    /// <summary>False once the reply broke the connection.</summary>
    internal bool IsOpen { get; private set; } = true;

    /// <summary>Headers of an answer; its body, or what there will be of it, follows by <see cref="WriteRawAsync"/>.</summary>
    public Task BeginAsync(
        int code, long contentLength, string contentType, CancellationToken cancellationToken, params string[] headers) =>
        WriteHeadAsync(code, contentType, [$"Content-Length: {contentLength}", .. headers], cancellationToken);

    /// <summary>Headers of a streamed answer; its body follows by <see cref="WriteChunkAsync"/>.</summary>
    public Task BeginStreamAsync(CancellationToken cancellationToken) =>
        WriteHeadAsync(200, "application/json", ["Transfer-Encoding: chunked"], cancellationToken);

    public Task WriteChunkAsync(string text, CancellationToken cancellationToken) =>
        WriteRawAsync($"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n", cancellationToken);

    /// <summary>Ends a streamed answer as it should end.</summary>
    public Task EndStreamAsync(CancellationToken cancellationToken) => WriteRawAsync("0\r\n\r\n", cancellationToken);

    public Task WriteRawAsync(string text, CancellationToken cancellationToken) => _connection.WriteAsync(text, cancellationToken);

    /// <summary>Closes the connection (FIN), however much of the answer has been sent.</summary>
    public void HangUp()
    {
        IsOpen = false;
        _connection.Dispose();
    }

    /// <summary>Resets the connection (RST).</summary>
    public void Reset()
    {
        IsOpen = false;
        _connection.Reset();
    }

    /// <summary>Completes when the client closes the connection.</summary>
    public async Task ClientLeftAsync(CancellationToken cancellationToken)
    {
        IsOpen = false;
        try
        {
            while (await _connection.ReadRequestAsync(cancellationToken) is not null)
            {
            }
        }
        catch (IOException)
        {
        }
    }

    private Task WriteHeadAsync(int code, string contentType, IEnumerable<string> headers, CancellationToken cancellationToken) =>
        WriteRawAsync(
            $"HTTP/1.1 {code} {code}\r\nContent-Type: {contentType}\r\n{string.Concat(headers.Select(header => $"{header}\r\n"))}\r\n",
            cancellationToken);
}
