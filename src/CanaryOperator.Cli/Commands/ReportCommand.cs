using System.CommandLine;
using CanaryOperator.Cli.Reports;

namespace CanaryOperator.Cli.Commands;

/// <summary><c>report</c>: what an Experiment has found out.</summary>
internal static class ReportCommand
{
    private const string Description =
        """
        Print what an Experiment has found out: for people (text), as a page that needs no network (html), or for programs (json).

        Examples:
          kubectl canary report
          kubectl canary report -g sklearn-iris -o html > report.html
        """;

    public static Command Create(CliHost host, ClusterOptions cluster)
    {
        var (name, output) = (CommonOptions.Name(), CommonOptions.Output("text", "html", "json"));
        var command = new Command("report", Description) { name, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = cluster.Connect(parsed);
            var experiment = await connection.GetExperimentAsync(parsed.GetRequiredValue(name), cancellationToken);
            var now = host.Clock.GetUtcNow();
            await host.Output.WriteAsync(parsed.GetRequiredValue(output).ToLowerInvariant() switch
            {
                "html" => ReportWriter.Html(experiment, now),
                "json" => ReportWriter.Json(experiment, now),
                _ => ReportWriter.Text(experiment, now),
            });
            return ExitCodes.Holds;
        });
        return command;
    }
}
