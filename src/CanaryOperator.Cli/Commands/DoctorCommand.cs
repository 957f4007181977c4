using System.CommandLine;
using System.Text.Json;
using CanaryOperator.Cli.Viewing;

namespace CanaryOperator.Cli.Commands;

/// <summary><c>doctor</c>: why an Experiment has no data.</summary>
internal static class DoctorCommand
{
    private const string Description =
        """
        Tell which metric had data for which version in an Experiment's last loop, and why others had none. It reads the Experiment
        alone: metrics are asked for by the operator, which can reach them.

        Exit codes: 0 everything had data; 1 something is wrong.

        Example:
          kubectl canary doctor -g sklearn-iris
        """;

    public static Command Create(CliHost host, ClusterOptions cluster)
    {
        var (name, output) = (CommonOptions.Name(), CommonOptions.Output("text", "json"));
        var command = new Command("doctor", Description) { name, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = cluster.Connect(parsed);
            var experiment = await connection.GetExperimentAsync(parsed.GetRequiredValue(name), cancellationToken);
            var diagnosis = Diagnosis.Of(experiment, host.Clock.GetUtcNow());
            await host.Output.WriteAsync(parsed.GetRequiredValue(output).Equals("json", StringComparison.OrdinalIgnoreCase)
                ? JsonSerializer.Serialize(diagnosis, ViewJsonContext.Default.Diagnosis) + "\n"
                : diagnosis.ToText());
            return diagnosis.IsHealthy ? ExitCodes.Holds : ExitCodes.DoesNotHold;
        });
        return command;
    }
}
