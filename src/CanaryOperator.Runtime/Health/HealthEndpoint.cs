using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Health;

/// <summary>Serves <c>/healthz</c>, <c>/readyz</c> and, below them, their single checks.</summary>
public sealed class HealthEndpoint(HealthChecks checks, ILogger<HealthEndpoint> logger)
{
    private readonly ConcurrentDictionary<string, string> _lastFailures = new(StringComparer.Ordinal);

    public Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/healthz", StringComparison.Ordinal, out var rest))
        {
            return HandleAsync(context, "healthz", checks.Live, rest);
        }

        return path.StartsWithSegments("/readyz", StringComparison.Ordinal, out rest)
            ? HandleAsync(context, "readyz", checks.Ready, rest)
            : NotFound(context);
    }

    private Task HandleAsync(HttpContext context, string group, IReadOnlyDictionary<string, HealthCheck> members, PathString rest)
    {
        var name = rest.Value?.Trim('/') ?? "";
        if (name.Length > 0)
        {
            return members.TryGetValue(name, out var check) ? AnswerOneAsync(context, name, check) : NotFound(context);
        }

        var query = context.Request.Query;
        var excluded = query["exclude"].OfType<string>().SelectMany(value => value.Split(',')).ToList();
        var report = HealthReport.Of(group, members, excluded);
        var failures = report.IsHealthy ? "" : report.Failures;
        if (_lastFailures.GetValueOrDefault(group, "") != failures)
        {
            // Probes ask again and again; what they are told is news once.
            _lastFailures[group] = failures;
            LogChange(group, failures);
        }

        return AnswerAsync(context, report.IsHealthy, report.Body(query.ContainsKey("verbose")));
    }

    private void LogChange(string group, string failures)
    {
        if (failures.Length == 0)
        {
            Log.Healthy(logger, group);
        }
        else
        {
            Log.Unhealthy(logger, group, failures);
        }
    }

    private static Task AnswerOneAsync(HttpContext context, string name, HealthCheck check)
    {
        var failure = HealthReport.Ask(check);
        return AnswerAsync(context, failure is null, failure is null ? "ok" : $"{name} failed: {failure}\n");
    }

    private static Task AnswerAsync(HttpContext context, bool healthy, string body)
    {
        context.Response.StatusCode = healthy ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache, no-store";
        return context.Response.WriteAsync(body, context.RequestAborted);
    }

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
