using System.Globalization;
using System.Net.Http.Headers;
using CanaryOperator.Local.Serving;

namespace CanaryOperator.Local.Load;

/// <summary>Asks for one prediction after the other, and tells what became of each. Thread-safe.</summary>
internal sealed class PredictionClient(LoadOptions options, TimeProvider clock) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Nothing between us and the gateway, and nothing that hides what it answers.</summary>
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
    });

    public async Task<Answer> AskAsync()
    {
        using var timeout = new CancellationTokenSource(options.Timeout, clock);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Address);
        request.Headers.Host = options.Host;
        request.Content = new ReadOnlyMemoryContent(options.Payload);
        request.Content.Headers.ContentType = Json;
        try
        {
            using var response = await _http.SendAsync(request, timeout.Token);
            await response.Content.CopyToAsync(Stream.Null, timeout.Token);
            var error = response.IsSuccessStatusCode ? null : ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            return new(error, Revisions(response));
        }
        catch (OperationCanceledException)
        {
            return new("timeout", []);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new("connection", []);
        }
    }

    public void Dispose() => _http.Dispose();

    private static string[] Revisions(HttpResponseMessage response) =>
        response.Headers.TryGetValues(ServingHeaders.Revision, out var values)
            ? [.. values.SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))]
            : [];
}
