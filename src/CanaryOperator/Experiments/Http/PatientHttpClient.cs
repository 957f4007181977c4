using System.Net;
using Polly;
using Polly.Retry;

namespace CanaryOperator.Experiments.Http;

/// <summary>
/// Sends requests patiently: failures that may pass are tried again. Silence is not: who is overloaded would only get more to do.
/// </summary>
internal sealed class PatientHttpClient : IDisposable
{
    private const int Attempts = 3;

    private readonly HttpClient _http;
    private readonly TimeSpan _attemptTimeout;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline<HttpResponseMessage> _retries;

    /// <param name="handler">Carries credentials and trust; must not follow redirects, which could lead past the policy.</param>
    /// <param name="largestAnswer">In bytes; a larger one is a failure.</param>
    public PatientHttpClient(HttpMessageHandler handler, TimeSpan attemptTimeout, int largestAnswer, TimeProvider clock)
    {
        (_attemptTimeout, _clock) = (attemptTimeout, clock);
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = largestAnswer };
        _retries = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = Attempts - 1,
                Delay = TimeSpan.FromMilliseconds(200),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
                    .Handle<HttpRequestException>()
                    .HandleResult(response => MayPass(response.StatusCode)),
            })
            .Build();
    }

    public static bool MayPass(HttpStatusCode status) =>
        (int)status >= 500 || status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout;

    /// <param name="create">Makes the message of an attempt.</param>
    /// <param name="until">What of the answer is waited for.</param>
    /// <returns>Of the last attempt.</returns>
    /// <exception cref="HttpRequestException">The last attempt failed.</exception>
    /// <exception cref="TimeoutException">An attempt took too long.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        Func<HttpRequestMessage> create, HttpCompletionOption until, CancellationToken cancellationToken) =>
        await _retries.ExecuteAsync(token => SendOnceAsync(create, until, token), cancellationToken);

    public void Dispose() => _http.Dispose();

    private async ValueTask<HttpResponseMessage> SendOnceAsync(
        Func<HttpRequestMessage> create, HttpCompletionOption until, CancellationToken cancellationToken)
    {
        using var message = create();
        using var timeout = new CancellationTokenSource(_attemptTimeout, _clock);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await _http.SendAsync(message, until, attempt.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {_attemptTimeout.TotalSeconds:0} s", e);
        }
    }
}
