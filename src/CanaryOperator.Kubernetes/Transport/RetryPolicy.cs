using System.Net;

namespace CanaryOperator.Kubernetes.Transport;

/// <summary>
/// Which failures are worth sending the same request again, and when. Whatever the server asks to repeat is repeated; a request that was
/// lost on the wire only if it reads, because a write may have been applied before its answer was lost.
/// </summary>
internal sealed class RetryPolicy(Random random)
{
    private const int MaxRetries = 10;
    private const double MaxJitter = 0.2;
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxBackoff = TimeSpan.FromSeconds(5);
    private readonly Lock _gate = new();

    /// <summary>How long to wait before the next attempt; null to give up.</summary>
    /// <param name="retries">Retries made so far.</param>
    public TimeSpan? DelayAfter(KubernetesException failure, ApiRequest request, int retries)
    {
        var asked = failure.RetryAfter is not null
            && failure.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
        var dropped = request.IsRead && WireFailure.IsDroppedConnection(failure);
        if (retries >= MaxRetries || !(asked || dropped))
        {
            return null;
        }

        var backoff = FirstBackoff * Math.Pow(2, retries);
        backoff = backoff < MaxBackoff ? backoff : MaxBackoff;
        return Jittered(failure.RetryAfter > backoff ? failure.RetryAfter.Value : backoff);
    }

    /// <summary>Spreads clients that were refused together; never shorter than asked.</summary>
    private TimeSpan Jittered(TimeSpan delay)
    {
        lock (_gate)
        {
            return delay * (1 + (MaxJitter * random.NextDouble()));
        }
    }
}
