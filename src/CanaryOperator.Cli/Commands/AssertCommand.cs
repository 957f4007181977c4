using System.CommandLine;
using CanaryOperator.Api.Validation;
using CanaryOperator.Cli.Asserting;

namespace CanaryOperator.Cli.Commands;

/// <summary><c>assert</c>: for scripts that go on only when an Experiment's conditions hold.</summary>
internal static class AssertCommand
{
    private const string Description =
        """
        Tell by the exit code whether conditions of an Experiment hold; with --timeout, wait for them.

        Conditions:
          completed  at least one loop has run to its end
          nofailure  the last loop measured everything
          slos       every version satisfied every objective in the last loop: no data and too few requests do not, nor does an
                     earlier loop when the last one failed

        Exit codes: 0 all hold; 1 one does not hold, and no more time is given or the Experiment is over; 4 time is over, and no loop has
        told yet (no loop, no data, too few requests, only failures since the objectives were satisfied).

        Example:
          kubectl canary assert -g sklearn-iris -c completed,nofailure,slos --timeout 60s
        """;

    /// <summary>Timers cannot wait much longer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public static Command Create(CliHost host, ClusterOptions cluster)
    {
        var name = CommonOptions.Name();
        var conditions = new Option<string[]>("--condition", "-c")
        {
            Description = "completed, nofailure or slos; several with commas, or repeated.",
            Required = true,
        };
        var timeout = new Option<string>("--timeout") { Description = "How long to wait, as in 60s.", DefaultValueFactory = _ => "0" };
        var command = new Command("assert", Description) { name, conditions, timeout };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var asserted = Assertion.Parse(parsed.GetRequiredValue(conditions));
            var patience = GoDuration.ToTimeSpan(parsed.GetRequiredValue(timeout))
                is { } given && given >= TimeSpan.Zero && given <= Longest
                ? given
                : throw CommandFailedException.Usage($"--timeout '{parsed.GetRequiredValue(timeout)}' must be "
                    + $"a duration of at most {Longest.TotalHours}h, as in 60s or 5m.");
            using var connection = cluster.Connect(parsed);
            return await new AssertionWait(host, connection, asserted, patience)
                .RunAsync(parsed.GetRequiredValue(name), cancellationToken);
        });
        return command;
    }
}
