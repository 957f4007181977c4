using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Kubernetes.Transport;

/// <summary>One request, one answer: no retries, no deadline of its own.</summary>
internal sealed class HttpExchange(Uri host, HttpMessageInvoker invoker, string userAgent, TimeProvider clock, ILogger logger)
{
    // A path of the host, as proxies have it, must survive; resolving an absolute path against the URI would drop it.
    private readonly string _root = host.AbsoluteUri.TrimEnd('/');
    private readonly RequestMetrics _metrics = new(host.Authority);
    private readonly ServerWarnings _warnings = new(logger);

    /// <summary>The answer, its body still to be read, if it is one of success. The caller disposes it.</summary>
    /// <exception cref="KubernetesException">The server refused, or the wire broke.</exception>
    public async Task<HttpResponseMessage> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await MeasureAsync(request, cancellationToken);
            try
            {
                _warnings.Report(request, response.Headers);
                return response.IsSuccessStatusCode ? response : throw await RefusalAsync(request, response, cancellationToken);
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
        catch (Exception exception) when (WireFailure.Is(exception))
        {
            throw WireFailure.From(request, exception);
        }
    }

    private async Task<HttpResponseMessage> MeasureAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var message = CreateMessage(request);
        var start = clock.GetTimestamp();
        HttpStatusCode? code = null;
        try
        {
            var response = await invoker.SendAsync(message, cancellationToken);
            code = response.StatusCode;
            Log.Answered(logger, request, response.StatusCode, clock.GetElapsedTime(start).TotalMilliseconds);
            return response;
        }
        finally
        {
            _metrics.Record(request.Method, code, clock.GetElapsedTime(start));
        }
    }

    private async Task<KubernetesException> RefusalAsync(
        ApiRequest request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.TooManyRequests && logger.IsEnabled(LogLevel.Debug))
        {
            Log.Throttled(
                logger, request, Header(response, "X-Kubernetes-PF-FlowSchema-UID"), Header(response, "X-Kubernetes-PF-PriorityLevel-UID"));
        }

        return await ErrorResponse.ReadAsync(request, response, clock, cancellationToken);
    }

    private HttpRequestMessage CreateMessage(ApiRequest request)
    {
        var message = new HttpRequestMessage(request.Method, _root + request.PathAndQuery)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(ApiRequest.Json));
        message.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(request.ContentType);
        }

        return message;
    }

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : "";
}
