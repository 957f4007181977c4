using CanaryOperator.Kubernetes;
using CanaryOperator.Local.Cluster;

namespace CanaryOperator.Tests.Cluster.Support;

/// <summary>An operator that dies at a chosen moment, and is started again afterwards, as a kubelet would do.</summary>
internal sealed class MortalOperator : IAsyncDisposable
{
    private readonly ClusterFixture _cluster;
    private readonly ApiProxy _proxy;
    private readonly string _kubeconfig;
    private readonly string[] _arguments;
    private int _lives;
    private OperatorProcess? _process;

    private MortalOperator(ClusterFixture cluster, ApiProxy proxy, string[] arguments)
    {
        (_cluster, _proxy, _arguments) = (cluster, proxy, arguments);
        _kubeconfig = Path.Combine(cluster.Cluster.ControlPlane.FolderPath, $"proxy-{proxy.Address.Port}.kubeconfig");
    }

    /// <summary>How often it was started.</summary>
    public int Lives => Volatile.Read(ref _lives);

    /// <param name="arguments">Besides those that a test's operator needs anyway.</param>
    public static async Task<MortalOperator> StartAsync(ClusterFixture cluster, params string[] arguments)
    {
        var target = KubernetesClientConfiguration.BuildConfigFromConfigFile(
            cluster.Cluster.ControlPlane.KubeconfigPathOf(ClusterFixture.Operator));
        var mortal = new MortalOperator(cluster, await ApiProxy.StartAsync(target), arguments);
        await File.WriteAllTextAsync(
            mortal._kubeconfig,
            $$"""
            apiVersion: v1
            kind: Config
            clusters: [{name: proxy, cluster: {server: "{{mortal._proxy.Address.GetLeftPart(UriPartial.Authority)}}"} }]
            contexts: [{name: proxy, context: {cluster: proxy} }]
            current-context: proxy
            """);
        mortal._proxy.Kill = mortal.KillAsync;
        await mortal.ReviveAsync();
        return mortal;
    }

    /// <summary>Returns when it is gone.</summary>
    public Task KillAsync() => _process!.KillAsync(CancellationToken.None);

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

        Interlocked.Increment(ref _lives);
        _process = await _cluster.StartOperatorAsync(_kubeconfig, ["--leader-elect=false", .. _arguments]);
    }

    public async ValueTask DisposeAsync()
    {
        await _process!.DisposeAsync();
        await _proxy.DisposeAsync();
    }
}
