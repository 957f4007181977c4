using CanaryOperator.Api.Knative;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Testing;

namespace CanaryOperator.Tests.Cluster.Support;

/// <summary>Records every version of the Knative Services of a namespace, also across a restart of the API server.</summary>
internal sealed class TrafficHistory : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<KnativeService> _versions = [];
    private readonly IKubernetesClient _client;
    private readonly string _namespace;
    private readonly Task _recording;

    public TrafficHistory(IKubernetesClient client, string @namespace)
    {
        (_client, _namespace) = (client, @namespace);
        _recording = RecordAsync();
    }

    /// <summary>The real shares of the revisions, in the order in which they came to be.</summary>
    public async Task<IReadOnlyList<string>> SharesAsync(string service) =>
        Distinct((await UntilNowAsync(service))
            .Select(version => TrafficText.Shares(version.Status?.Traffic))
            .Where(shares => shares.Length > 0));

    /// <summary>The splits that were asked for. Fails if a version of the spec was missed.</summary>
    public async Task<IReadOnlyList<string>> SplitsAsync(string service)
    {
        var versions = await UntilNowAsync(service);
        var generations = versions.Select(version => version.Generation()).Distinct().ToList();
        generations.Should().Equal(
            Enumerable.Range(1, generations.Count).Select(number => (long)number), "no version of {0} may be missed", service);
        return Distinct(versions.Select(TrafficText.Split));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _recording;
        _stop.Dispose();
    }

    private async Task<IReadOnlyList<KnativeService>> UntilNowAsync(string service)
    {
        var now = await _client.GetAsync(KnativeResources.Services, service, _namespace, CancellationToken.None);
        await Eventually.BecomesTrueAsync(
            () => VersionsOf(service).Any(version => version.ResourceVersion() == now?.ResourceVersion()),
            $"the newest version of {service} is recorded");
        return VersionsOf(service);
    }

    private List<KnativeService> VersionsOf(string service)
    {
        lock (_gate)
        {
            return [.. _versions.Where(version => version.Name() == service)];
        }
    }

    private async Task RecordAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var list = await _client.ListAsync(KnativeResources.Services, new() { Namespace = _namespace }, _stop.Token);
                list.Items.ToList().ForEach(Add);
                var options = new WatchOptions
                {
                    Namespace = _namespace, ResourceVersion = list.ResourceVersion, Timeout = TimeSpan.FromMinutes(5),
                };
                await foreach (var change in _client.WatchAsync(KnativeResources.Services, options, _stop.Token))
                {
                    if (change.Object is { } service)
                    {
                        Add(service);
                    }
                }
            }
            catch (KubernetesException)
            {
                // The API server is down. Whoever asks for the history notices when something was missed meanwhile.
                await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // The only way to stop.
            }
        }
    }

    private void Add(KnativeService version)
    {
        lock (_gate)
        {
            _versions.Add(version);
        }
    }

    private static List<string> Distinct(IEnumerable<string> texts)
    {
        var distinct = new List<string>();
        foreach (var text in texts.Where(text => distinct.LastOrDefault() != text))
        {
            distinct.Add(text);
        }

        return distinct;
    }
}
