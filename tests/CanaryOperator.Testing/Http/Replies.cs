using System.Text;

namespace CanaryOperator.Testing.Http;

/// <summary>The good and the bad habits of servers, proxies and networks.</summary>
public static class Replies
{
    /// <summary>Never answers, not even with headers.</summary>
    public static Reply Silence { get; } = (exchange, cancellationToken) => exchange.ClientLeftAsync(cancellationToken);

    /// <summary>Closes the connection instead of answering.</summary>
    public static Reply HangUp { get; } = (exchange, _) =>
    {
        exchange.HangUp();
        return Task.CompletedTask;
    };

    /// <summary>Resets the connection instead of answering.</summary>
    public static Reply Reset { get; } = (exchange, _) =>
    {
        exchange.Reset();
        return Task.CompletedTask;
    };

    public static Reply Json(string body, params string[] headers) => Body(200, "application/json", body, headers);

    /// <summary>A refusal in Kubernetes' own form.</summary>
    /// <param name="details">JSON of <c>details</c>.</param>
    /// <param name="headers">Whole lines, for example <c>Retry-After: 1</c>.</param>
    public static Reply Status(int code, string reason, string message = "refused", string details = "{}", params string[] headers) =>
        Body(code, "application/json", WireJson.Status(code, reason, message, details), headers);

    /// <summary>What a proxy says.</summary>
    public static Reply Html(int code, string body = "<html><h1>Bad Gateway</h1></html>", params string[] headers) =>
        Body(code, "text/html", body, headers);

    public static Reply Text(int code, string body) => Body(code, "text/plain", body);

    /// <summary>Announces the whole body, sends half of it and closes the connection.</summary>
    public static Reply CutShort(string body) => async (exchange, cancellationToken) =>
    {
        await SendHalfAsync(exchange, body, cancellationToken);
        exchange.HangUp();
    };

    /// <summary>Announces the whole body, sends half of it and then nothing.</summary>
    public static Reply Stall(string body) => async (exchange, cancellationToken) =>
    {
        await SendHalfAsync(exchange, body, cancellationToken);
        await exchange.ClientLeftAsync(cancellationToken);
    };

    /// <summary>A watch that ends well.</summary>
    public static Reply Events(params string[] lines) => async (exchange, cancellationToken) =>
    {
        await SendEventsAsync(exchange, lines, cancellationToken);
        await exchange.EndStreamAsync(cancellationToken);
    };

    /// <summary>A watch whose connection is closed without an end, perhaps in the middle of a line.</summary>
    public static Reply EventsThenHangUp(params string[] lines) => async (exchange, cancellationToken) =>
    {
        await SendEventsAsync(exchange, lines, cancellationToken);
        exchange.HangUp();
    };

    /// <summary>A watch that falls silent and stays open.</summary>
    public static Reply EventsThenSilence(params string[] lines) => async (exchange, cancellationToken) =>
    {
        await SendEventsAsync(exchange, lines, cancellationToken);
        await exchange.ClientLeftAsync(cancellationToken);
    };

    /// <summary>A watch that arrives character by character.</summary>
    public static Reply Trickle(params string[] lines) => async (exchange, cancellationToken) =>
    {
        var characters = string.Concat(lines).Select(character => character.ToString()).ToArray();
        await SendEventsAsync(exchange, characters, cancellationToken);
        await exchange.EndStreamAsync(cancellationToken);
    };

    private static Reply Body(int code, string contentType, string body, params string[] headers) => async (exchange, cancellationToken) =>
    {
        await exchange.BeginAsync(code, Encoding.UTF8.GetByteCount(body), contentType, cancellationToken, headers);
        await exchange.WriteRawAsync(body, cancellationToken);
    };

    private static async Task SendHalfAsync(ServerExchange exchange, string body, CancellationToken cancellationToken)
    {
        await exchange.BeginAsync(200, Encoding.UTF8.GetByteCount(body), "application/json", cancellationToken);
        await exchange.WriteRawAsync(body[..(body.Length / 2)], cancellationToken);
    }

    private static async Task SendEventsAsync(ServerExchange exchange, string[] pieces, CancellationToken cancellationToken)
    {
        await exchange.BeginStreamAsync(cancellationToken);
        foreach (var piece in pieces)
        {
            await exchange.WriteChunkAsync(piece, cancellationToken);
        }
    }
}
