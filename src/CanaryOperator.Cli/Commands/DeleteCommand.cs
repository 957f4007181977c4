using System.CommandLine;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Cli.Commands;

/// <summary><c>delete</c>: ends an Experiment and forgets what it found out.</summary>
internal static class DeleteCommand
{
    private const string Description =
        """
        Delete an Experiment with its history. The InferenceService and its traffic stay as they are; so do MetricTemplates.

        Example:
          kubectl canary delete -g sklearn-iris
        """;

    public static Command Create(CliHost host, ClusterOptions cluster)
    {
        var name = CommonOptions.Name();
        var command = new Command("delete", Description) { name };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = cluster.Connect(parsed);
            var experiment = await connection.GetExperimentAsync(parsed.GetRequiredValue(name), cancellationToken);
            await connection.Client.DeleteAsync(
                ExperimentResources.Experiments,
                experiment.Name(),
                connection.Namespace,
                new() { Uid = experiment.Uid() },
                cancellationToken);
            await host.Output.WriteLineAsync($"experiment {experiment.Name()} deleted");
            return ExitCodes.Holds;
        });
        return command;
    }
}
