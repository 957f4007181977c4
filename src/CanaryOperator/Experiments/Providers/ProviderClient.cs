using System.Text;
using System.Text.Json;
using CanaryOperator.Experiments.Http;

namespace CanaryOperator.Experiments.Providers;

/// <summary>
/// Asks one provider for a loop, patiently. When failures did not pass, it is not asked any more: a loop with many metrics would wait for
/// each of them.
/// </summary>
internal sealed class ProviderClient : IDisposable
{
    /// <summary>A Prometheus answers one number; a service that answers more is the wrong one.</summary>
    private const int LargestAnswer = 4 << 20;

    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);

    private readonly PatientHttpClient _http;
    private readonly Uri _root;
    private readonly string _namespace;
    private readonly UrlPolicy _policy;
    private readonly SilentProviders _silent;
    private string? _givenUp;

    /// <param name="namespace">Of the Experiment.</param>
    /// <param name="handler">Carries credentials and trust; must not follow redirects, which could lead past the policy.</param>
    public ProviderClient(
        Uri root, string @namespace, HttpMessageHandler handler, UrlPolicy policy, SilentProviders silent, TimeProvider clock)
    {
        _root = root.AbsoluteUri.EndsWith('/') ? root : new Uri(root.AbsoluteUri + "/");
        (_namespace, _policy, _silent) = (@namespace, policy, silent);
        _http = new(handler, AttemptTimeout, LargestAnswer, clock);
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
            using var response = await _http.SendAsync(
                () => Message(url, request), HttpCompletionOption.ResponseContentRead, cancellationToken);
            _silent.Remove(_namespace, _root);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            var json = Parse(body);
            if (response.IsSuccessStatusCode)
            {
                return new(json, json is null ? $"{_root} did not answer in JSON" : null);
            }

            var words = json is { } answer && errorOf?.Invoke(answer) is { } error ? $": {error}" : "";
            var refusal = $"{_root} answered {(int)response.StatusCode} {response.StatusCode}{words}";
            _givenUp = PatientHttpClient.MayPass(response.StatusCode) ? refusal : null;
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

    private static HttpRequestMessage Message(Uri url, ProviderRequest request) => new(request.Method, url)
    {
        Content = request.Body is { } body ? new StringContent(body, Encoding.UTF8, request.ContentType) : null,
    };

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
