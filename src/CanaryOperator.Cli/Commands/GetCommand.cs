using System.CommandLine;
using System.Text.Json;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Cli.Viewing;

namespace CanaryOperator.Cli.Commands;

/// <summary><c>get</c>: one screen about an InferenceService.</summary>
internal static class GetCommand
{
    private const string Description =
        """
        Show which revision of an InferenceService has which share of the traffic, whether it is ready, and what Experiments say and why.

        Example:
          kubectl canary get sklearn-iris --watch
        """;

    public static Command Create(CliHost host, ClusterOptions cluster)
    {
        var name = new Argument<string>("inferenceservice");
        var watch = new Option<bool>("--watch", "-w")
        {
            Description = "Go on: redrawn after changes, or a line for each when the output is no terminal.",
        };
        var output = CommonOptions.Output("text", "json");
        var command = new Command("get", Description) { name, watch, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = cluster.Connect(parsed);
            var isvc = parsed.GetRequiredValue(name);
            var reader = new RolloutReader(connection.Client, connection.Namespace, host.Clock);
            var found = await FoundInferenceService.ByNameAsync(connection.Client, isvc, connection.Namespace, cancellationToken)
                ?? throw new CommandFailedException(
                    ExitCodes.NotFound, $"There is no InferenceService {isvc} in namespace {connection.Namespace}.");
            if (parsed.GetValue(watch))
            {
                await new RolloutWatch(host, connection, reader, found.Resource).RunAsync(isvc, cancellationToken);
                return ExitCodes.NotFound;
            }

            var view = await reader.ReadAsync(found.InferenceService, found.Resource.Group, cancellationToken);
            await host.Output.WriteAsync(parsed.GetRequiredValue(output).Equals("json", StringComparison.OrdinalIgnoreCase)
                ? JsonSerializer.Serialize(view, ViewJsonContext.Default.RolloutView) + "\n"
                : RolloutScreen.Text(view, host.Clock.GetUtcNow()));
            return ExitCodes.Holds;
        });
        return command;
    }
}
