using CanaryOperator.Kubernetes;
using CanaryOperator.Local.Cluster;

namespace CanaryOperator.Tests.Cluster.Support;

/// <summary>An operator that dies at a chosen write, and is started again afterwards, as a kubelet would do.</summary>
internal sealed class MortalOperator : IAsyncDisposable
{
    private readonly ClusterFixture _cluster;
    private readonly ApiProxy _proxy;
    private readonly string _kubeconfig;
    private OperatorProcess? _process;

    private MortalOperator(ClusterFixture cluster, ApiProxy proxy)
    {
        (_cluster, _proxy) = (cluster, proxy);
        _kubeconfig = Path.Combine(cluster.Cluster.ControlPlane.FolderPath, $"proxy-{proxy.Address.Port}.kubeconfig");
    }

    public static async Task<MortalOperator> StartAsync(ClusterFixture cluster)
    {
        var target = KubernetesClientConfiguration.BuildConfigFromConfigFile(
            cluster.Cluster.ControlPlane.KubeconfigPathOf(ClusterFixture.Operator));
        var mortal = new MortalOperator(cluster, await ApiProxy.StartAsync(target));
        await File.WriteAllTextAsync(
            mortal._kubeconfig,
            $$"""
            apiVersion: v1
            kind: Config
            clusters: [{name: proxy, cluster: {server: "{{mortal._proxy.Address.GetLeftPart(UriPartial.Authority)}}"} }]
            contexts: [{name: proxy, context: {cluster: proxy} }]
            current-context: proxy
            """);
        mortal._proxy.Kill = () => mortal._process!.KillAsync(CancellationToken.None);
        await mortal.ReviveAsync();
        return mortal;
    }

    public void LetDieAt(FatalWrite write) => _proxy.LetDieAt(write);

    /// <summary>Starts it again if it is dead. Without a lease, so that nobody waits for that of the dead one to run out.</summary>
    public async Task ReviveAsync()
    {
        if (_process is { Exited.IsCompleted: false })
        {
            return;
        }

        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _process = await _cluster.StartOperatorAsync(_kubeconfig, "--leader-elect=false");
    }

    public async ValueTask DisposeAsync()
    {
        await _process!.DisposeAsync();
        await _proxy.DisposeAsync();
    }
}
