using CanaryOperator.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Kubernetes.Tests.Transport;

/// <summary>The chain of handlers under test, as a client would use it.</summary>
internal sealed class Connection : IDisposable
{
    private readonly KubernetesClientConfiguration _configuration;
    private readonly HttpMessageInvoker _invoker;

    public Connection(KubernetesClientConfiguration configuration, ILoggerFactory? loggers = null)
    {
        _configuration = configuration;
        _invoker = new HttpMessageInvoker(KubernetesHandlerFactory.Create(configuration, Clock, loggers ?? NullLoggerFactory.Instance));
    }

    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public Task<HttpResponseMessage> GetAsync(CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Get, null, cancellationToken);

    /// <summary>Sends and forgets the answer.</summary>
    public async Task TouchAsync()
    {
        using var response = await GetAsync();
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(_configuration.Host, "/version"));
        request.Content = body is null ? null : new StringContent(body);
        return await _invoker.SendAsync(request, cancellationToken);
    }

    public void Dispose() => _invoker.Dispose();
}
