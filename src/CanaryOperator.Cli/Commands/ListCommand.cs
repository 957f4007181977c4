using System.CommandLine;
using System.Text.Json;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Cli.Reports.Model;
using CanaryOperator.Cli.Viewing;

namespace CanaryOperator.Cli.Commands;

/// <summary><c>list</c>: the Experiments that there are, a line each.</summary>
internal static class ListCommand
{
    private const string Description =
        """
        List Experiments with their verdicts.

        Example:
          kubectl canary list --all-namespaces
        """;

    public static Command Create(CliHost host, ClusterOptions cluster)
    {
        var all = new Option<bool>("--all-namespaces", "-A") { Description = "Of all namespaces." };
        var output = CommonOptions.Output("text", "json");
        var command = new Command("list", Description) { all, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = cluster.Connect(parsed);
            var found = await connection.Client.ListAsync(
                ExperimentResources.Experiments,
                new()
                {
                    Namespace = parsed.GetValue(all) ? null : connection.Namespace,
                    LabelSelector = DiagnosingExperiments.OthersSelector,
                },
                cancellationToken);
            var now = host.Clock.GetUtcNow();
            List<ExperimentLine> lines =
            [
                .. found.Items.Select(experiment => ReportBuilder.Build(experiment, now)).Select(ExperimentLine.Of)
                    .OrderBy(line => line.Namespace, StringComparer.Ordinal).ThenBy(line => line.Name, StringComparer.Ordinal),
            ];
            if (lines.Count == 0)
            {
                host.Note("there are no Experiments");
            }

            await host.Output.WriteAsync(parsed.GetRequiredValue(output).Equals("json", StringComparison.OrdinalIgnoreCase)
                ? JsonSerializer.Serialize(lines, ViewJsonContext.Default.ListExperimentLine) + "\n"
                : ExperimentLine.Table(lines, now));
            return ExitCodes.Holds;
        });
        return command;
    }
}
