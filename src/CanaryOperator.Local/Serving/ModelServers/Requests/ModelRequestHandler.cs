using System.Text.Json.Nodes;
using CanaryOperator.Local.Serving.ModelServers.Metrics;
using Microsoft.AspNetCore.Http;

namespace CanaryOperator.Local.Serving.ModelServers.Requests;

/// <summary>Answers what is sent to a model, as the pod's annotations want it, and counts the answers.</summary>
/// <param name="predictor">Of a transformer; null for a predictor.</param>
internal sealed class ModelRequestHandler(
    ModelServerOptions options, PredictorClient? predictor, IRequestMetrics metrics, TimeProvider clock)
{
    private readonly StandInModel _model = new(options.Revision);
    private readonly ErrorSpread _errors = new(options.Behavior.ErrorPercent);

    public async Task HandleAsync(HttpContext context)
    {
        var start = clock.GetTimestamp();
        var call = ModelCall.From(context.Request.Path);
        context.Response.Headers[ServingHeaders.Revision] = options.Revision;
        try
        {
            await AnswerOrExplainAsync(context, call);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client left, or the predictor in the middle of its answer: nothing that can still be said. Knative's proxy counts that
            // as a bad gateway, unless the answer had begun.
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status502BadGateway;
            }

            context.Abort();
        }
        finally
        {
            if (call is not { IsProbe: true })
            {
                metrics.Record(context.Response.StatusCode, clock.GetElapsedTime(start));
            }
        }
    }

    private async Task AnswerOrExplainAsync(HttpContext context, ModelCall? call)
    {
        try
        {
            await Task.Delay(options.Behavior.Latency, clock, context.RequestAborted);
            await AnswerAsync(context, Allowed(context, call));
        }
        catch (RefusedException refusal)
        {
            await JsonExchange.WriteErrorAsync(context, refusal.StatusCode, refusal.Message);
        }
        catch (BadHttpRequestException mistake)
        {
            var message = mistake.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? $"the body is larger than {ModelServer.LargestBody / 1024 / 1024} MiB: send fewer instances at a time"
                : mistake.Message;
            await JsonExchange.WriteErrorAsync(context, mistake.StatusCode, message);
        }
    }

    private ModelCall Allowed(HttpContext context, ModelCall? call)
    {
        if (call is null)
        {
            throw new RefusedException(
                StatusCodes.Status404NotFound,
                $"nothing is at {context.Request.Path}: send predictions to /v1/models/{options.Model}:predict "
                + $"or /v2/models/{options.Model}/infer");
        }

        string[] methods = call.IsPrediction ? [HttpMethods.Post] : [HttpMethods.Get, HttpMethods.Head];
        if (!methods.Contains(context.Request.Method))
        {
            context.Response.Headers.Allow = string.Join(", ", methods);
            throw new RefusedException(
                StatusCodes.Status405MethodNotAllowed,
                $"{context.Request.Method} is not possible at {context.Request.Path}: use {methods[0]}");
        }

        return call.Model is null || call.Model == options.Model
            ? call
            : throw new RefusedException(
                StatusCodes.Status404NotFound, $"model '{call.Model}' is not here: {options.Revision} serves '{options.Model}'");
    }

    private async Task AnswerAsync(HttpContext context, ModelCall call)
    {
        if (call.IsPrediction && _errors.NextFails())
        {
            throw new RefusedException(
                StatusCodes.Status500InternalServerError,
                $"{options.Revision} fails {options.Behavior.ErrorPercent} % of its predictions, "
                + $"as {ServerBehavior.ErrorPercentAnnotation} says");
        }

        if (call.IsPrediction && predictor is not null)
        {
            await predictor.AskAsync(context);
            return;
        }

        var body = call.Operation switch
        {
            ModelOperation.V1Predict => V1Predictions.Answer(
                await ReadAsync(context, V1Predictions.Expected), "predictions", _model, options.Revision),
            ModelOperation.V1Explain => V1Predictions.Answer(
                await ReadAsync(context, V1Predictions.Expected), "explanations", _model, options.Revision),
            ModelOperation.V2Infer => V2Inferences.Answer(
                await ReadAsync(context, V2Inferences.Expected), options.Model, _model, options.Revision),
            _ => ModelDescription.Of(call.Operation, options.Model, options.Revision),
        };
        await JsonExchange.WriteAsync(context, StatusCodes.Status200OK, body);
    }

    private static Task<JsonObject> ReadAsync(HttpContext context, string expected) =>
        JsonExchange.ReadObjectAsync(context.Request, expected, context.RequestAborted);
}
