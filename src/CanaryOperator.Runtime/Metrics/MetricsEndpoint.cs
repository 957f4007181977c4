using Microsoft.AspNetCore.Http;

namespace CanaryOperator.Runtime.Metrics;

/// <summary>Serves <c>/metrics</c>.</summary>
public sealed class MetricsEndpoint(MetricsCollector collector)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Path != "/metrics")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = PrometheusTextWriter.ContentType;
        await context.Response.WriteAsync(collector.Render(), context.RequestAborted);
    }
}
