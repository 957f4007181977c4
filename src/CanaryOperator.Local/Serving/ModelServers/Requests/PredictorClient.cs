using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace CanaryOperator.Local.Serving.ModelServers.Requests;

/// <summary>How a transformer asks its predictor: by name and through the gateway, so that the predictor's own split applies.</summary>
internal sealed class PredictorClient(Uri gateway, string predictorHost) : IDisposable
{
    // Timeouts are the caller's, as with a real transformer's client in a mesh.
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
    });

    /// <summary>Passes the predictor's answer back as it is, errors included.</summary>
    /// <exception cref="RefusedException">No answer came.</exception>
    public async Task AskAsync(HttpContext context)
    {
        using var request = RequestFor(context.Request);
        using var response = await SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        context.Response.ContentLength = response.Content.Headers.ContentLength;
        if (response.Headers.TryGetValues(ServingHeaders.Revision, out var predictor))
        {
            var own = context.Response.Headers[ServingHeaders.Revision];
            context.Response.Headers[ServingHeaders.Revision] = string.Join(", ", [.. predictor, .. own]);
        }

        await using var answer = await response.Content.ReadAsStreamAsync(context.RequestAborted);
        await answer.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage RequestFor(HttpRequest original)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway, original.Path.ToUriComponent()))
        {
            Content = new StreamContent(original.Body),
        };
        request.Headers.Host = predictorHost;
        Copy("Content-Type");
        Copy("Content-Length");
        return request;

        void Copy(string name)
        {
            if (original.Headers.TryGetValue(name, out var value) && value != StringValues.Empty)
            {
                request.Content.Headers.TryAddWithoutValidation(name, value.ToString());
            }
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException e) when (e.InnerException is BadHttpRequestException mistake)
        {
            // The body that is passed on was refused while it was read.
            throw new BadHttpRequestException(mistake.Message, mistake.StatusCode, mistake);
        }
        catch (HttpRequestException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new RefusedException(
                (int)HttpStatusCode.BadGateway, $"the predictor {predictorHost} cannot be reached through {gateway}: {e.Message}");
        }
    }
}
