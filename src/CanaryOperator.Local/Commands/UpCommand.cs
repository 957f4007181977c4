using System.CommandLine;
using CanaryOperator.Local.Cluster;
using CanaryOperator.Local.ControlPlane.Assets;
using CanaryOperator.Local.Serving;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace CanaryOperator.Local.Commands;

/// <summary><c>up</c>: a cluster that stays until Ctrl-C.</summary>
internal static class UpCommand
{
    public static Command Create(IAnsiConsole console, TimeProvider clock, ILoggerFactory loggers)
    {
        var metrics = new Option<MetricsGeneration>("--knative-metrics")
        {
            Description = "Which of Knative's request metrics pods have: those until 1.18 (OpenCensus), or from 1.19 on (OpenTelemetry).",
        };
        var command = new Command("up", "Start a local cluster with the operator, and keep it until Ctrl-C.") { metrics };
        command.SetAction((parsed, cancellationToken) => RunAsync(console, parsed.GetValue(metrics), clock, loggers, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        IAnsiConsole console, MetricsGeneration metrics, TimeProvider clock, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var progress = AssetsProgress.For(console, clock);
        var assets = await AssetsProvider.Create(clock).EnsureAsync(progress, cancellationToken);
        var (prometheus, without) = await PrometheusAsync(progress, clock, cancellationToken);
        console.WriteLine("Starting etcd, the API server, the Knative emulator, the gateway, Prometheus and the operator ...");
        var options = new LocalClusterOptions { Serving = new() { Metrics = metrics, Prometheus = prometheus } };
        await using var cluster = await LocalCluster.StartAsync(assets, options, clock, loggers, cancellationToken);
        console.Profile.Out.Writer.Write($$"""

            The cluster is up. In another terminal, in this folder:

              export KUBECONFIG={{cluster.ControlPlane.KubeconfigPath}}
              export INGRESS_HOST={{cluster.Gateway!.Outside.Host}} INGRESS_PORT={{cluster.Gateway.Outside.Port}}
              kubectl apply -f samples/canary/kserve/default.yaml
              kubectl get isvc -w
              kubectl apply -f samples/canary/kserve/canary.yaml      # then promotion.yaml, pinned.yaml
              kubectl get pods -l serving.kserve.io/inferenceservice=my-model
              curl -H "Host: $(kubectl get isvc my-model -o jsonpath='{.status.url}' | cut -d / -f 3)" \
                http://${INGRESS_HOST}:${INGRESS_PORT}/v1/models/my-model:predict -d @samples/canary/input.json
              dotnet run --project src/CanaryOperator.Local -- load my-model
              kubectl describe isvc my-model
              kubectl get ksvc,revisions.serving.knative.dev,virtualservices
              kubectl explain isvc.spec.predictor.canaryTrafficPercent
              export PATH="$PATH:{{AppContext.BaseDirectory}}"      # has kubectl canary
              kubectl canary launch --isvc my-model --schedule '*/1 * * * *' --objective 'kserve-prometheus/latency-p90<=75'
              kubectl canary get my-model --watch

            Gateway:      {{cluster.Gateway.Outside}}
            Prometheus:   {{cluster.Prometheus?.Address.AbsoluteUri ?? without}}
            Operator log: {{cluster.Operator!.LogPath}}
            Metrics:      {{cluster.Operator.Metrics}}metrics

            Ctrl-C ends everything; nothing stays behind.

            """);
        var stopped = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(() => stopped.TrySetResult());
        if (await Task.WhenAny(stopped.Task, cluster.Operator.Exited) != stopped.Task)
        {
            console.WriteLine($"The operator ended with exit code {await cluster.Operator.Exited}; its log: {cluster.Operator.LogPath}");
            return 1;
        }

        console.WriteLine("Stopping ...");
        return 0;
    }

    /// <summary>The binary, or why the cluster does without.</summary>
    private static async Task<(string? Binary, string? Without)> PrometheusAsync(
        IAssetsProgress progress, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            return ((await ToolProvider.Prometheus(clock).EnsureAsync(progress, cancellationToken))[PrometheusRecipe.Prometheus], null);
        }
        catch (AssetsStepException e)
        {
            return (null, $"none: {e.Message}");
        }
    }
}
