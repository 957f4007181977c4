using System.CommandLine;
using CanaryOperator.Cli.Viewing;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Cli.Commands;

/// <summary><c>log</c>: what happened, loop by loop.</summary>
internal static class LogCommand
{
    private const string Description =
        """
        Print what an Experiment's loops said, from its history, and what the operator said about it, from events. Clusters keep events for
        an hour or so; older loops of the history are thinned out.

        Example:
          kubectl canary log -g sklearn-iris
        """;

    public static Command Create(CliHost host, ClusterOptions cluster)
    {
        var name = CommonOptions.Name();
        var command = new Command("log", Description) { name };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = cluster.Connect(parsed);
            var experiment = await connection.GetExperimentAsync(parsed.GetRequiredValue(name), cancellationToken);
            foreach (var line in LogLines.Of(experiment, await EventsAsync(host, connection, experiment, cancellationToken)))
            {
                await host.Output.WriteLineAsync(line);
            }

            return ExitCodes.Holds;
        });
        return command;
    }

    private static async Task<IReadOnlyList<Eventsv1Event>> EventsAsync(
        CliHost host, Cluster cluster, IKubernetesObject<V1ObjectMeta> experiment, CancellationToken cancellationToken)
    {
        try
        {
            var options = new ListOptions { Namespace = cluster.Namespace };
            var events = await cluster.Client.ListAsync(WellKnownResources.Events, options, cancellationToken);
            return [.. events.Items.Where(said => said.Regarding?.Uid == experiment.Uid())];
        }
        catch (KubernetesException e) when (e.IsForbidden)
        {
            host.Note($"without events: {e.Message}");
            return [];
        }
    }
}
