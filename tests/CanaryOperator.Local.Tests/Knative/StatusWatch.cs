using System.Text.Json.Nodes;
using CanaryOperator.Kubernetes;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Local.Tests.Knative;

/// <summary>Collects every distinct status that one Service has from now on.</summary>
internal sealed class StatusWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<JsonNode> _shapes = [StatusShapes.Of(new KnativeStatus())];
    private readonly Task _watching;

    private StatusWatch(IKubernetesClient client, WatchOptions options) => _watching = WatchAsync(client, options);

    public static async Task<StatusWatch> StartAsync(IKubernetesClient client, string service)
    {
        var list = await client.ListAsync(KnativeResources.Services, new ListOptions(), CancellationToken.None);
        var options = new WatchOptions
        {
            FieldSelector = $"metadata.name={service}",
            ResourceVersion = list.ResourceVersion,
            Timeout = TimeSpan.FromMinutes(10),
        };
        return new StatusWatch(client, options);
    }

    public JsonNode Latest => Since(0)[^1];

    public int Count => Since(0).Count;

    public IReadOnlyList<JsonNode> Since(int index)
    {
        lock (_gate)
        {
            return [.. _shapes.Skip(index)];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    private async Task WatchAsync(IKubernetesClient client, WatchOptions options)
    {
        await foreach (var change in client.WatchAsync(KnativeResources.Services, options, _stop.Token))
        {
            if (change.Object is { } service)
            {
                lock (_gate)
                {
                    _shapes.AddIfNew(StatusShapes.Of(service.Status));
                }
            }
        }
    }
}
