using System.CommandLine;
using CanaryOperator.Local.Cluster;
using CanaryOperator.Local.ControlPlane.Assets;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace CanaryOperator.Local.Commands;

/// <summary><c>up</c>: a cluster that stays until Ctrl-C.</summary>
internal static class UpCommand
{
    public static Command Create(IAnsiConsole console, TimeProvider clock, ILoggerFactory loggers)
    {
        var command = new Command("up", "Start a local cluster with the operator, and keep it until Ctrl-C.");
        command.SetAction((_, cancellationToken) => RunAsync(console, clock, loggers, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        IAnsiConsole console, TimeProvider clock, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var assets = await AssetsProvider.Create(clock).EnsureAsync(AssetsProgress.For(console, clock), cancellationToken);
        console.WriteLine("Starting etcd, the API server, the Knative emulator and the operator ...");
        await using var cluster = await LocalCluster.StartAsync(assets, new(), clock, loggers, cancellationToken);
        console.Profile.Out.Writer.Write($"""

            The cluster is up. In another terminal, in this folder:

              export KUBECONFIG={cluster.ControlPlane.KubeconfigPath}
              kubectl apply -f samples/canary/kserve/default.yaml
              kubectl get isvc -w
              kubectl apply -f samples/canary/kserve/canary.yaml      # then promotion.yaml, pinned.yaml
              kubectl describe isvc my-model
              kubectl get ksvc,revisions.serving.knative.dev,virtualservices
              kubectl explain isvc.spec.predictor.canaryTrafficPercent

            Operator log: {cluster.Operator!.LogPath}
            Metrics:      {cluster.Operator.Metrics}metrics

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
}
