using Microsoft.Extensions.Logging;

namespace CanaryOperator.Kubernetes.Transport;

/// <summary>One call: as many exchanges as its failures are worth, within one deadline, to a complete body.</summary>
internal sealed class RequestSender(HttpExchange exchange, TimeSpan timeout, RetryPolicy retries, TimeProvider clock, ILogger logger)
{
    /// <exception cref="KubernetesException">The server refused, the wire broke, or the deadline passed.</exception>
    /// <exception cref="OperationCanceledException">The caller's token, and only that, was cancelled.</exception>
    public async Task<byte[]> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var deadline = new CallDeadline(timeout, clock, cancellationToken);
        try
        {
            return await RetryAsync(request, deadline);
        }
        catch (OperationCanceledException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw WireFailure.TimedOut(request, timeout, exception);
        }
    }

    private async Task<byte[]> RetryAsync(ApiRequest request, CallDeadline deadline)
    {
        for (var count = 0; ; count++)
        {
            try
            {
                return await AttemptAsync(request, deadline.Token);
            }
            catch (KubernetesException exception)
                when (retries.DelayAfter(exception, request, count) is { } delay && delay < deadline.Remaining)
            {
                Log.Repeating(logger, request, delay, exception.Message);
                await Task.Delay(delay, clock, deadline.Token);
            }
        }
    }

    private async Task<byte[]> AttemptAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var response = await exchange.SendAsync(request, cancellationToken);
        try
        {
            return await response.Content.ReadAsByteArrayAsync(cancellationToken);
        }
        catch (Exception exception) when (WireFailure.Is(exception))
        {
            throw WireFailure.From(request, exception);
        }
    }
}
