using System.Net;
using System.Text;
using System.Text.Json;
using Polly;
using Polly.Retry;

namespace CanaryOperator.Experiments.Providers;

/// <summary>
/// Asks one provider for a loop, patiently: failures that may pass are tried again. When they did not pass, it is not asked any more: a
/// loop with many metrics would wait for each of them. Silence is not tried again: who is overloaded would only get more to do.
/// </summary>
internal sealed class ProviderClient : IDisposable
{
    private const int Attempts = 3;

    /// <summary>A Prometheus answers one number; a service that answers more is the wrong one.</summary>
    private const int LargestAnswer = 4 << 20;

    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;
    private readonly Uri _root;
    private readonly string _namespace;
    private readonly UrlPolicy _policy;
    private readonly SilentProviders _silent;
    private readonly ResiliencePipeline<HttpResponseMessage> _retries;
    private readonly TimeProvider _clock;
    private string? _givenUp;

    /// <param name="namespace">Of the Experiment.</param>
    /// <param name="handler">Carries credentials and trust; must not follow redirects, which could lead past the policy.</param>
    public ProviderClient(
        Uri root, string @namespace, HttpMessageHandler handler, UrlPolicy policy, SilentProviders silent, TimeProvider clock)
    {
        _root = root.AbsoluteUri.EndsWith('/') ? root : new Uri(root.AbsoluteUri + "/");
        (_namespace, _policy, _silent, _clock) = (@namespace, policy, silent, clock);
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestAnswer };
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

    /// <param name="errorOf">Finds the provider's own words in the body of a refusal; null for one that has no such form.</param>
    public async Task<ProviderAnswer> SendAsync(
        ProviderRequest request, Func<JsonElement, string?>? errorOf, CancellationToken cancellationToken)
    {
        var url = new Uri(_root, request.Path.TrimStart('/'));
        if (!_policy.Allows(url))
        {
            return new(null, _policy.Refusal(url));
        }

        if ((_givenUp ?? _silent.ProblemOf(_namespace, _root)) is { } problem)
        {
            return new(null, problem);
        }

        try
        {
            using var response = await _retries.ExecuteAsync(token => SendOnceAsync(url, request, token), cancellationToken);
            _silent.Remove(_namespace, _root);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            var json = Parse(body);
            if (response.IsSuccessStatusCode)
            {
                return new(json, json is null ? $"{_root} did not answer in JSON" : null);
            }

            var words = json is { } answer && errorOf?.Invoke(answer) is { } error ? $": {error}" : "";
            var refusal = $"{_root} answered {(int)response.StatusCode} {response.StatusCode}{words}";
            _givenUp = MayPass(response.StatusCode) ? refusal : null;
            return new(null, refusal);
        }
        catch (HttpRequestException failure)
        {
            return new(null, _givenUp = $"{_root} does not answer: {failure.Message}");
        }
        catch (TimeoutException silence)
        {
            _givenUp = $"{_root} does not answer: {silence.Message}";
            _silent.Add(_namespace, _root, _givenUp);
            return new(null, _givenUp);
        }
    }

    public void Dispose() => _http.Dispose();

    private async ValueTask<HttpResponseMessage> SendOnceAsync(Uri url, ProviderRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(request.Method, url);
        if (request.Body is { } body)
        {
            message.Content = new StringContent(body, Encoding.UTF8, request.ContentType);
        }

        using var timeout = new CancellationTokenSource(AttemptTimeout, _clock);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await _http.SendAsync(message, attempt.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {AttemptTimeout.TotalSeconds:0} s", e);
        }
    }

    private static bool MayPass(HttpStatusCode status) =>
        (int)status >= 500 || status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout;

    private static JsonElement? Parse(string body)
    {
        try
        {
            return JsonElement.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
