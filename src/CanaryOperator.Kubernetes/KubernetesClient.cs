using System.Text;
using System.Text.Json.Serialization.Metadata;
using CanaryOperator.Kubernetes.Errors;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Serialization;
using CanaryOperator.Kubernetes.Transport;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Kubernetes;

/// <summary>Speaks to an API server over HTTP.</summary>
public sealed class KubernetesClient : IKubernetesClient, IDisposable
{
    private readonly HttpMessageInvoker _calls;
    private readonly HttpMessageInvoker _watches;
    private readonly ApiRequestFactory _requests;
    private readonly RequestSender _sender;
    private readonly ListReader _lists;
    private readonly WatchReader _watchReader;

    /// <param name="configuration">Which cluster, and who asks.</param>
    /// <param name="random">Of the waits between retries.</param>
    public KubernetesClient(
        KubernetesClientConfiguration configuration,
        KubernetesClientOptions options,
        TimeProvider clock,
        Random random,
        ILoggerFactory loggers)
        : this(
            configuration.Host,
            new HttpMessageInvoker(KubernetesHandlerFactory.Create(configuration, clock, loggers)),
            new HttpMessageInvoker(KubernetesHandlerFactory.Create(configuration, clock, loggers)),
            options,
            clock,
            random,
            loggers.CreateLogger<KubernetesClient>())
    {
    }

    /// <param name="calls">Everything but watches. The client disposes it.</param>
    /// <param name="watches">Connections of their own, so that streams that hang cannot starve writes. The client disposes it.</param>
    internal KubernetesClient(
        Uri host,
        HttpMessageInvoker calls,
        HttpMessageInvoker watches,
        KubernetesClientOptions options,
        TimeProvider clock,
        Random random,
        ILogger logger)
    {
        _calls = calls;
        _watches = watches;
        _requests = new ApiRequestFactory(options.FieldManager);
        var exchange = new HttpExchange(host, calls, options.UserAgent, clock, logger);
        _sender = new RequestSender(exchange, options.Timeout, new RetryPolicy(random), clock, logger);
        _lists = new ListReader(_sender, logger);
        _watchReader = new WatchReader(new HttpExchange(host, watches, options.UserAgent, clock, logger), clock, logger);
    }

    public Task<T?> GetAsync<T>(ResourceDescriptor<T> resource, string name, string? @namespace, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        FindAsync(ApiRequestFactory.Get(resource, name, @namespace, null), resource.TypeInfo, cancellationToken);

    public Task<ResourceList<T>> ListAsync<T>(ResourceDescriptor<T> resource, ListOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        _lists.ReadAllAsync(resource, options, cancellationToken);

    public IAsyncEnumerable<ResourceList<T>> ListPagesAsync<T>(
        ResourceDescriptor<T> resource, ListOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        _lists.ReadPagesAsync(resource, options, cancellationToken);

    public IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceDescriptor<T> resource, WatchOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        _watchReader.ReadAsync(resource, options, cancellationToken);

    public Task<T> CreateAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        SendAsync(_requests.Create(resource, entity), resource.TypeInfo, cancellationToken);

    public Task<T> UpdateAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        SendAsync(_requests.Update(resource, entity, null), resource.TypeInfo, cancellationToken);

    public Task<T> UpdateStatusAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        SendAsync(_requests.Update(resource, entity, "status"), resource.TypeInfo, cancellationToken);

    public Task<T> PatchAsync<T>(
        ResourceDescriptor<T> resource,
        V1Patch patch,
        string name,
        string? @namespace,
        string? subresource,
        CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        SendAsync(_requests.Patch(resource, patch, name, @namespace, subresource), resource.TypeInfo, cancellationToken);

    public Task<T> ApplyAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        SendAsync(_requests.Apply(resource, entity, null), resource.TypeInfo, cancellationToken);

    public Task<T> ApplyStatusAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        SendAsync(_requests.Apply(resource, entity, "status"), resource.TypeInfo, cancellationToken);

    public Task<V1Scale?> GetScaleAsync<T>(
        ResourceDescriptor<T> resource, string name, string? @namespace, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        FindAsync(ApiRequestFactory.Get(resource, name, @namespace, "scale"), KubernetesJsonContext.Default.V1Scale, cancellationToken);

    public Task<V1Scale> UpdateScaleAsync<T>(ResourceDescriptor<T> resource, V1Scale scale, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        SendAsync(_requests.UpdateScale(resource, scale), KubernetesJsonContext.Default.V1Scale, cancellationToken);

    public async Task DeleteAsync<T>(
        ResourceDescriptor<T> resource, string name, string? @namespace, DeleteOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            // The body is a Status or the object as it is now, by kind and policy: neither tells more than the code.
            await _sender.SendAsync(ApiRequestFactory.Delete(resource, name, @namespace, options), cancellationToken);
        }
        catch (KubernetesException exception) when (IsMissingObject(exception))
        {
        }
    }

    public async Task<string> GetRawAsync(string path, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString(await _sender.SendAsync(ApiRequestFactory.GetRaw(path), cancellationToken));

    public void Dispose()
    {
        _calls.Dispose();
        _watches.Dispose();
    }

    private async Task<T?> FindAsync<T>(ApiRequest request, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            return await SendAsync(request, typeInfo, cancellationToken);
        }
        catch (KubernetesException exception) when (IsMissingObject(exception))
        {
            return null;
        }
    }

    private async Task<T> SendAsync<T>(ApiRequest request, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        AnswerDecoder.Object(request, await _sender.SendAsync(request, cancellationToken), typeInfo);

    /// <summary>
    /// The API server itself says that there is no such object. A bare 404 says less: a kind that is not installed or a proxy gone astray,
    /// and whoever took that for a deletion would act on one that never happened.
    /// </summary>
    private static bool IsMissingObject(KubernetesException exception) => exception.Reason == StatusReason.NotFound;
}
