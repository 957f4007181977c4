using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Webhooks;

/// <summary>One webhook over HTTP: answers every review that it can read, whatever the handler does, with a review.</summary>
/// <param name="path">Its name in logs and metrics.</param>
internal sealed class AdmissionEndpoint(
    string path, IAdmissionHandler handler, WebhookReporter reporter, TimeProvider clock, ILogger logger)
{
    /// <summary>The API server's own default.</summary>
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Of the time that the API server waits: the rest is for the answer to reach it.</summary>
    private const double UsableTime = 0.9;

    public async Task HandleAsync(HttpContext context)
    {
        var start = clock.GetTimestamp();
        reporter.Started();
        try
        {
            await AnswerAsync(context);
        }
        finally
        {
            reporter.Ended(context.Response.StatusCode, clock.GetElapsedTime(start));
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        try
        {
            var request = await AdmissionReviewReader.ReadAsync(context.Request, context.RequestAborted);
            var review = AdmissionReview.Of(await DecideAsync(request, Timeout(context.Request), context.RequestAborted));
            var body = JsonSerializer.SerializeToUtf8Bytes(review, WebhookJsonContext.Default.AdmissionReview);
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
        catch (BadReviewException exception)
        {
            Log.Refused(logger, path, exception.Code, exception.Message);
            context.Response.StatusCode = exception.Code;
            await context.Response.WriteAsync(exception.Message, context.RequestAborted);
        }
    }

    private static TimeSpan Timeout(HttpRequest request) =>
        (GoDuration.TryParse(request.Query["timeout"]) is { } timeout && timeout > TimeSpan.Zero ? timeout : DefaultTimeout) * UsableTime;

    private async Task<AdmissionReviewResponse> DecideAsync(AdmissionRequest request, TimeSpan timeout, CancellationToken aborted)
    {
        var key = new NamespacedName(request.Namespace ?? "", request.Name ?? "");
        using var limit = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, aborted);
        try
        {
            var response = await handler.HandleAsync(request, either.Token);
            var user = request.UserInfo?.Username;
            Log.Decided(logger, path, request.Operation, request.Kind.Kind, key, user, response.IsAllowed, response.Message);
            return AdmissionReviewResponse.To(request, response);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            Log.HandlerTooSlow(logger, path, request.Operation, request.Kind.Kind, key);
            return Deny(request, "The webhook could not decide in time. Try again.", StatusCodes.Status504GatewayTimeout);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !aborted.IsCancellationRequested)
        {
            reporter.Panicked();
            Log.HandlerFailed(logger, exception, path, request.Operation, request.Kind.Kind, key);
            return Deny(request, "The webhook failed. Its log says why.", StatusCodes.Status500InternalServerError);
        }
    }

    private static AdmissionReviewResponse Deny(AdmissionRequest request, string message, int code) =>
        AdmissionReviewResponse.To(request, AdmissionResponse.Denied(message, code));
}
