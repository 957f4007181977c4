using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes;
using CanaryOperator.Local.Cluster;
using CanaryOperator.Local.ControlPlane;
using CanaryOperator.Local.ControlPlane.Assets;
using CanaryOperator.Local.Knative;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Tests.Cluster.Support;

/// <summary>
/// A real API server with Knative's kinds and ours. Operators log in under names of their own, so that the audit log tells their requests
/// from those of the tests and of the emulator.
/// </summary>
public abstract class ClusterFixture : IAsyncLifetime
{
    private int _namespaces;
    private int _operators;

    internal static ControlPlaneUser Operator { get; } = new("operator", ["system:masters"]);

    internal static ControlPlaneUser OtherOperator { get; } = new("other-operator", ["system:masters"]);

    internal LocalCluster Cluster { get; private set; } = null!;

    internal AuditLog Audit { get; private set; } = null!;

    internal IKubernetesClient Client => Cluster.Client;

    /// <summary>There is a controller manager; envtest has none.</summary>
    internal bool CollectsGarbage { get; private set; }

    private protected virtual IReadOnlyList<string> ApiServerFlags => [];

    /// <summary>An operator of the cluster's own runs, with its webhooks.</summary>
    private protected virtual bool HasOperator => false;

    /// <summary>Null for a cluster without pods.</summary>
    private protected virtual ServingOptions? Serving => null;

    public virtual async Task InitializeAsync()
    {
        var assets = await AssetsProvider.Create(TimeProvider.System)
            .EnsureAsync(new PlainAssetsProgress(Console.Error, TimeProvider.System), CancellationToken.None);
        CollectsGarbage = assets.KubeControllerManager is not null;
        var options = new LocalClusterOptions
        {
            ControlPlane = new() { AuditLog = true, Users = [Operator, OtherOperator], ApiServerFlags = ApiServerFlags },
            Knative = new KnativeEmulatorOptions { StartupTime = TimeSpan.FromMilliseconds(100) },
            Operator = HasOperator,
            Serving = Serving,
        };
        Cluster = await LocalCluster.StartAsync(assets, options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        Audit = new(Cluster.ControlPlane.AuditLogPath, Client);
    }

    public virtual async Task DisposeAsync()
    {
        // Null when it was never started, or did not start.
        if (Cluster is not null)
        {
            await Cluster.DisposeAsync();
        }
    }

    /// <summary>A namespace for one test, so that none sees what another one left.</summary>
    internal async Task<TestNamespace> NamespaceAsync(ResourceDescriptor<InferenceService>? resource = null)
    {
        var name = $"test-{Interlocked.Increment(ref _namespaces)}";
        await KubectlAsync("create", "namespace", name);
        return new(this, name, resource ?? InferenceServiceResources.KServe);
    }

    internal Task<string> KubectlAsync(params string[] arguments) => Cluster.KubectlAsync(arguments, CancellationToken.None);

    internal Task<OperatorProcess> StartOperatorAsync(ControlPlaneUser user, params string[] arguments) =>
        StartOperatorAsync(Cluster.ControlPlane.KubeconfigPathOf(user), arguments);

    internal Task<OperatorProcess> StartOperatorAsync(string kubeconfig, params string[] arguments)
    {
        var log = Path.Combine(Cluster.ControlPlane.FolderPath, $"test-operator-{Interlocked.Increment(ref _operators)}.log");
        return OperatorProcess.StartAsync(kubeconfig, log, arguments, TimeProvider.System, CancellationToken.None);
    }
}
