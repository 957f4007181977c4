using System.Runtime.CompilerServices;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Serialization;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Kubernetes.Transport;

/// <summary>Opens watches. It never retries: only its caller knows the version to continue from.</summary>
internal sealed class WatchReader(HttpExchange exchange, TimeProvider clock, ILogger logger)
{
    /// <summary>After the server should have ended the watch by itself.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly RecentTexts _unknownTypes = new();

    public async IAsyncEnumerable<WatchEvent<T>> ReadAsync<T>(
        ResourceDescriptor<T> resource, WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var request = ApiRequestFactory.Watch(resource, options);
        var decoder = new WatchLineDecoder<T>(request, resource, type => ReportUnknown(request, type));
        using var idle = new IdleLimit(options.Timeout + Grace, clock, cancellationToken);
        await using var stream = await WatchStream<T>.OpenAsync(exchange, request, decoder, idle, cancellationToken);
        while (await stream.ReadAsync(cancellationToken) is { } next)
        {
            yield return next;
        }
    }

    private void ReportUnknown(ApiRequest request, string type)
    {
        if (_unknownTypes.Add(type))
        {
            Log.UnknownEventType(logger, request, type);
        }
    }
}
