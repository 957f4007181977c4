using System.Runtime.ExceptionServices;
using System.Text.Json;
using CanaryOperator.Local.Serving.Gateways.Endpoints;
using CanaryOperator.Local.Serving.Gateways.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Local.Serving.Gateways.Forwarding;

/// <summary>Answers the requests of one side of the gateway.</summary>
internal sealed class RequestHandler(
    GatewaySide side,
    ClusterView cluster,
    PodClient pods,
    RevisionDemand demand,
    SharedRandom random,
    GatewayOptions options,
    TimeProvider clock,
    ILogger logger)
{
    private const string ServerName = "canary-operator";

    /// <summary>
    /// A request at which so many pods ended is likely to be the reason. One without a body counts later: .NET itself has tried it again.
    /// </summary>
    private const int MostEnded = 3;

    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        var target = RequestTarget.Of(request);
        context.Response.Headers.Server = ServerName;
        using var body = ReplayableBody.Of(context);
        try
        {
            if (await ForwardAsync(context, target, body) is { } refusal)
            {
                Log.Refused(logger, request.Method, request.Host.Value ?? "", target.Path, side, refusal.Status, refusal.Reason);
                context.Response.StatusCode = refusal.Status;
                context.Response.ContentType = "application/json";
                await JsonSerializer.SerializeAsync(
                    context.Response.Body, new(refusal.Error, refusal.Reason), GatewayJsonContext.Readable.Problem, context.RequestAborted);
            }
        }
        catch (Exception) when (
            context.RequestAborted.IsCancellationRequested || body?.ReadFailure is not (null or BadHttpRequestException))
        {
            Log.ClientLeft(logger, request.Method, request.Host.Value ?? "", target.Path, side);
        }
    }

    /// <summary>Null when a pod has answered.</summary>
    private async Task<Refusal?> ForwardAsync(HttpContext context, RequestTarget target, ReplayableBody? body)
    {
        var host = context.Request.Host.Value ?? "";
        var search = new EndpointSearch(side, host, target.Path, cluster, demand, random, options.WakeTimeout, clock);
        for (var ended = 0; ;)
        {
            var (endpoint, decision) = await search.NextAsync(context.RequestAborted);
            if (endpoint is null)
            {
                return decision.Refusal;
            }

            endpoint.Begin();
            try
            {
                using var message = PodMessage.Create(context.Request, target, decision, endpoint, body);
                using var answer = await pods.SendAsync(message, context.RequestAborted);
                await AnswerAsync(context, target, endpoint, answer);
                return null;
            }
            catch (HttpRequestException) when (body?.ReadFailure is { } failure)
            {
                ExceptionDispatchInfo.Throw(failure);
            }
            catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.ConnectionError)
            {
                search.Refused(endpoint);
                Log.Retrying(logger, endpoint.Pod, failure.Message);
            }
            catch (HttpRequestException failure)
            {
                ended++;
                if (!HasEnded(failure) || ended == MostEnded || body?.CanBeSent == false)
                {
                    return Refusals.PodFailed(endpoint.Pod, failure.Message);
                }

                search.Failed(endpoint);
                Log.Retrying(logger, endpoint.Pod, failure.Message);
            }
            finally
            {
                endpoint.End();
            }
        }
    }

    private async Task AnswerAsync(HttpContext context, RequestTarget target, PodEndpoint endpoint, HttpResponseMessage answer)
    {
        var (request, status) = (context.Request, (int)answer.StatusCode);
        Log.Answered(logger, request.Method, request.Host.Value ?? "", target.Path, side, status, endpoint.Revision, endpoint.Pod);
        try
        {
            await PodAnswer.CopyAsync(answer, context.Response, context.RequestAborted);
        }
        catch (Exception failure) when (
            failure is IOException or HttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            // Too late for another pod, and an answer that looks complete would be a lie.
            Log.BrokenOff(logger, endpoint.Pod, failure.Message);
            context.Abort();
        }
    }

    /// <summary>The connection broke before the answer, or was closed: a pod that ends does that.</summary>
    private static bool HasEnded(HttpRequestException failure) =>
        failure.HttpRequestError == HttpRequestError.ResponseEnded
        || failure is { HttpRequestError: HttpRequestError.Unknown, InnerException: IOException };
}
