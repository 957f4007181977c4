using CanaryOperator.Kubernetes;
using CanaryOperator.Local.ControlPlane;
using CanaryOperator.Local.ControlPlane.Components;
using CanaryOperator.Local.Knative;
using CanaryOperator.Local.Prometheus;
using CanaryOperator.Local.Serving.Gateways;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Local.Cluster;

/// <summary>
/// A cluster to try the operator in: a real API server, etcd and controller manager, an emulated Knative, our custom resources and
/// runtimes, Istio's kind for routes, the operator beside them, and on demand pods, a gateway and Prometheus.
/// </summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    private readonly LocalControlPlane _controlPlane;
    private readonly KubernetesClient _client;
    private readonly TimeProvider _clock;
    private LocalServing? _serving;
    private KnativeEmulator? _knative;
    private OperatorProcess? _operator;
    private int _operators;

    private LocalCluster(LocalControlPlane controlPlane, ControlPlaneAssets assets, TimeProvider clock, ILoggerFactory loggers)
    {
        (_controlPlane, _clock) = (controlPlane, clock);
        var configuration = KubernetesClientConfiguration.BuildConfigFromConfigFile(controlPlane.KubeconfigPath);
        _client = new(configuration, new KubernetesClientOptions { FieldManager = "local-cluster" }, clock, new Random(), loggers);
        Kubectl = new(assets.Kubectl, controlPlane.KubeconfigPath) { WorkingDirectory = AppContext.BaseDirectory };
    }

    public LocalControlPlane ControlPlane => _controlPlane;

    /// <summary>Of the administrator.</summary>
    public IKubernetesClient Client => _client;

    /// <summary>Runs where <c>samples/</c>, <c>crds/</c> and <c>Istio/</c> are.</summary>
    public KubectlRunner Kubectl { get; }

    /// <summary>Where predictions are answered; null for a cluster without pods.</summary>
    public Gateway? Gateway => _serving?.Gateway;

    /// <summary>Null for a cluster without Prometheus.</summary>
    public PrometheusServer? Prometheus => _serving?.Prometheus;

    /// <summary>The operator that was started last; null when none was.</summary>
    public OperatorProcess? Operator => _operator;

    /// <summary>Experiments may ask our Prometheus, and send load to our gateway.</summary>
    private IReadOnlyList<string> ExperimentArguments =>
    [
        .. Prometheus is { } prometheus ? ["--experiments-prometheus-url", prometheus.Address.AbsoluteUri] : Array.Empty<string>(),
        .. Gateway is { } gateway
            ? ["--experiments-load", "true", "--experiments-load-allowed-urls", gateway.Outside.AbsoluteUri]
            : Array.Empty<string>(),
    ];

    public static async Task<LocalCluster> StartAsync(
        ControlPlaneAssets assets,
        LocalClusterOptions options,
        TimeProvider clock,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        var controlPlane = await LocalControlPlane.StartAsync(assets, options.ControlPlane, clock, cancellationToken);
        var cluster = new LocalCluster(controlPlane, assets, clock, loggers);
        try
        {
            var knative = options.Knative;
            if (options.Serving is { } serving)
            {
                cluster._serving = await LocalServing.StartAsync(
                    cluster._client, serving, controlPlane.FolderPath, clock, loggers, cancellationToken);
                knative = knative with { Pods = cluster._serving.Pods };
            }

            cluster._knative = await KnativeEmulator.StartAsync(cluster._client, knative, clock, new Random(), loggers, cancellationToken);
            await cluster.InstallAsync(cancellationToken);
            await controlPlane.StartControllerManagerAsync(cancellationToken);
            if (options.Operator)
            {
                var webhooks = new OperatorWebhooks(cluster._client, clock, LoopbackPort.Pick());
                await webhooks.InstallAsync(cancellationToken);
                cluster._operator = await cluster.StartOperatorAsync(
                    [.. webhooks.Arguments, .. cluster.ExperimentArguments], cancellationToken);
                await webhooks.UntilTheyAnswerAsync(cancellationToken);
            }

            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Another operator process. Whoever starts it ends it.</summary>
    /// <param name="arguments">Of the operator's command line.</param>
    public Task<OperatorProcess> StartOperatorAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var log = Path.Combine(_controlPlane.FolderPath, $"operator-{Interlocked.Increment(ref _operators)}.log");
        return OperatorProcess.StartAsync(_controlPlane.KubeconfigPath, log, arguments, _clock, cancellationToken);
    }

    /// <summary>Runs kubectl, and fails when it does.</summary>
    /// <exception cref="InvalidOperationException">With what kubectl said.</exception>
    public async Task<string> KubectlAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await Kubectl.RunAsync(arguments, cancellationToken);
        return result.ExitCode == 0
            ? result.Output
            : throw new InvalidOperationException($"kubectl {string.Join(' ', arguments)}: {result.Error.Trim()}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_operator is not null)
        {
            await _operator.DisposeAsync();
        }

        if (_knative is not null)
        {
            await _knative.DisposeAsync();
        }

        if (_serving is not null)
        {
            await _serving.DisposeAsync();
        }

        _client.Dispose();
        await _controlPlane.DisposeAsync();
    }

    private async Task InstallAsync(CancellationToken cancellationToken)
    {
        // An API server that does not know rules in CEL drops them, but kubectl would refuse them in its name.
        await KubectlAsync(["apply", "--validate=false", "-f", "crds", "-f", "Istio"], cancellationToken);
        await KubectlAsync(["wait", "--for=condition=Established", "--timeout=30s", "-f", "crds", "-f", "Istio"], cancellationToken);
        await KubectlAsync(["apply", "-f", "samples/runtimes"], cancellationToken);
    }
}
