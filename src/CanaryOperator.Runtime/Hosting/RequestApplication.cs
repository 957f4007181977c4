using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CanaryOperator.Runtime.Hosting;

/// <summary>Hands every request of a server to one handler, if it comes with one of the methods.</summary>
internal sealed class RequestApplication(RequestDelegate handler, params string[] methods) : IHttpApplication<HttpContext>
{
    private readonly string _allow = string.Join(", ", methods);

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context)
    {
        if (methods.Contains(context.Request.Method))
        {
            return handler(context);
        }

        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = _allow;
        return Task.CompletedTask;
    }

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }
}
