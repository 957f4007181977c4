using System.Text;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Cluster;
using CanaryOperator.Local.ControlPlane;
using CanaryOperator.Local.ControlPlane.Assets;
using CanaryOperator.Local.ControlPlane.Components;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Benchmarks.Cluster;

/// <summary>A local cluster in which the operator is a user of its own, so that the audit log tells its requests from all others.</summary>
internal sealed class BenchmarkCluster : IAsyncDisposable
{
    public const string Namespace = "default";

    private static readonly ControlPlaneUser OperatorUser = new("canary-operator", ["system:masters"]);

    /// <summary>Longer than anything the operator, or Knative, puts off.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    private readonly LocalCluster _local;
    private readonly AuditLog _audit;
    private int _starts;

    private BenchmarkCluster(LocalCluster local) => (_local, _audit) = (local, new(local.ControlPlane.AuditLogPath));

    /// <summary>Of the administrator.</summary>
    public IKubernetesClient Client => _local.Client;

    /// <summary>Null for a cluster without.</summary>
    public Uri? Prometheus => _local.Prometheus?.Address;

    /// <summary>Without an operator, and without pods.</summary>
    public static Task<BenchmarkCluster> StartAsync(CancellationToken cancellationToken) => StartAsync(serving: null, cancellationToken);

    /// <summary>Without an operator; predictions are answered.</summary>
    public static Task<BenchmarkCluster> StartServingAsync(CancellationToken cancellationToken) => StartAsync(new(), cancellationToken);

    /// <summary>The same, with a real Prometheus that scrapes the pods; see <see cref="Prometheus"/>.</summary>
    /// <param name="prometheus">The binary.</param>
    public static Task<BenchmarkCluster> StartMonitoredAsync(string prometheus, CancellationToken cancellationToken) =>
        StartAsync(new() { Prometheus = prometheus }, cancellationToken);

    private static async Task<BenchmarkCluster> StartAsync(ServingOptions? serving, CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        var assets = await AssetsProvider.Create(clock).EnsureAsync(new PlainAssetsProgress(Console.Out, clock), cancellationToken);
        var options = new LocalClusterOptions
        {
            ControlPlane = new() { AuditLog = true, Users = [OperatorUser] },
            Operator = false,
            Serving = serving,
        };
        return new(await LocalCluster.StartAsync(assets, options, clock, NullLoggerFactory.Instance, cancellationToken));
    }

    /// <inheritdoc cref="LocalCluster.KubectlAsync"/>
    public Task<string> KubectlAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        _local.KubectlAsync(arguments, cancellationToken);

    /// <summary>Returns once it is ready. The caller ends it.</summary>
    public Task<OperatorProcess> StartOperatorAsync(CancellationToken cancellationToken) =>
        StartOperatorAsync(OperatorProgram.BesideUs, cancellationToken);

    /// <inheritdoc cref="StartOperatorAsync(CancellationToken)"/>
    public Task<OperatorProcess> StartOperatorAsync(OperatorProgram program, CancellationToken cancellationToken) =>
        StartOperatorAsync(program, [], cancellationToken);

    /// <summary>Returns once the API server asks it about every InferenceService. The caller ends it.</summary>
    public Task<OperatorProcess> StartOperatorWithWebhooksAsync(CancellationToken cancellationToken) =>
        StartOperatorWithWebhooksAsync([], cancellationToken);

    /// <inheritdoc cref="StartOperatorWithWebhooksAsync(CancellationToken)"/>
    public async Task<OperatorProcess> StartOperatorWithWebhooksAsync(
        IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var webhooks = new OperatorWebhooks(Client, TimeProvider.System, LoopbackPort.Pick());
        await webhooks.InstallAsync(cancellationToken);
        var process = await StartOperatorAsync(OperatorProgram.BesideUs, [.. webhooks.Arguments, .. arguments], cancellationToken);
        await webhooks.UntilTheyAnswerAsync(cancellationToken);
        return process;
    }

    /// <summary>Creates model-0, model-1, ... and returns when all are ready and nothing moves any more.</summary>
    public Task CreateSettledAsync(int count, CancellationToken cancellationToken) =>
        CreateSettledAsync(count, transformer: null, cancellationToken);

    /// <inheritdoc cref="CreateSettledAsync(int,CancellationToken)"/>
    public async Task CreateSettledAsync(int count, TransformerSpec? transformer, CancellationToken cancellationToken)
    {
        var model = new ModelSpec { ModelFormat = new() { Name = "tensorflow" }, StorageUri = "gs://models/first" };
        for (var index = 0; index < count; index++)
        {
            var inferenceService = new InferenceService
            {
                ApiVersion = InferenceServiceResources.KServe.ApiVersion,
                Kind = InferenceServiceResources.KServe.Kind,
                Metadata = new() { Name = $"model-{index}", NamespaceProperty = Namespace },
                Spec = new() { Predictor = new() { Model = model }, Transformer = transformer },
            };
            await Client.CreateAsync(InferenceServiceResources.KServe, inferenceService, cancellationToken);
        }

        await Waiting.UntilAsync(AreReadyAsync, $"{count} InferenceServices are ready", TimeSpan.FromSeconds(1), cancellationToken);
        await SettleAsync(cancellationToken);

        async Task<bool> AreReadyAsync()
        {
            var list = await Client.ListAsync(InferenceServiceResources.KServe, new() { Namespace = Namespace }, cancellationToken);
            return list.Items.Count(IsReady) == count;
        }
    }

    /// <summary>Changes an InferenceService as a user would.</summary>
    /// <param name="patch">JSON, merged into it.</param>
    public Task PatchAsync(string name, string patch, CancellationToken cancellationToken) => Client.PatchAsync(
        InferenceServiceResources.KServe,
        new(PatchType.MergePatch, Encoding.UTF8.GetBytes(patch)),
        name,
        Namespace,
        subresource: null,
        cancellationToken);

    /// <summary>Returns when the operator has asked the API server nothing for five seconds.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        var (seen, since) = (-1, clock.GetTimestamp());
        await Waiting.UntilAsync(
            async () =>
            {
                if ((await OperatorRequestsAsync(cancellationToken)).Count is var count && count != seen)
                {
                    (seen, since) = (count, clock.GetTimestamp());
                }

                return clock.GetElapsedTime(since) > Quiet;
            },
            "the operator has nothing to do",
            TimeSpan.FromSeconds(1),
            cancellationToken);
    }

    /// <summary>Of everybody since the start, without watches and the Lease.</summary>
    public Task<IReadOnlyList<AuditEntry>> RequestsAsync(CancellationToken cancellationToken) => _audit.ReadAsync(cancellationToken);

    public async Task<IReadOnlyList<AuditEntry>> OperatorRequestsAsync(CancellationToken cancellationToken) =>
        [.. (await RequestsAsync(cancellationToken)).Where(IsOperators)];

    public static bool IsOperators(AuditEntry entry) => entry.User == OperatorUser.Name;

    public ValueTask DisposeAsync() => _local.DisposeAsync();

    private Task<OperatorProcess> StartOperatorAsync(
        OperatorProgram program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) => OperatorProcess.StartAsync(
        program,
        _local.ControlPlane.KubeconfigPathOf(OperatorUser),
        Path.Combine(_local.ControlPlane.FolderPath, $"operator-{++_starts}.log"),
        arguments,
        TimeProvider.System,
        cancellationToken);

    private static bool IsReady(InferenceService inferenceService) =>
        inferenceService.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true;
}
