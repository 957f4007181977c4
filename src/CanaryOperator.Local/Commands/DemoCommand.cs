using System.CommandLine;
using CanaryOperator.Local.Cluster;
using CanaryOperator.Local.ControlPlane.Assets;
using CanaryOperator.Local.Demos;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace CanaryOperator.Local.Commands;

/// <summary><c>demo</c>: runs the demos, all of them or the named one, each in a cluster of its own.</summary>
internal static class DemoCommand
{
    private static readonly Demo[] Demos =
    [
        new("canary", Measures: false, (session, clock) => new CanaryDemo(session, clock)),
        new("bad-canary", Measures: false, (session, clock) => new BadCanaryDemo(session, clock)),
        new("experiment", Measures: true, (session, clock) => new ExperimentDemo(session, clock)),
    ];

    public static Command Create(IAnsiConsole console, TimeProvider clock, ILoggerFactory loggers)
    {
        var name = new Argument<string?>("name")
        {
            Description = "Which demo; all of them when left out.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        name.AcceptOnlyFromAmong([.. Demos.Select(demo => demo.Name)]);
        var command = new Command("demo", "Run the tutorials on a local cluster, and check what they promise.") { name };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var chosen = parsed.GetValue(name);
            var progress = AssetsProgress.For(console, clock);
            var assets = await AssetsProvider.Create(clock).EnsureAsync(progress, cancellationToken);
            var demos = Demos.Where(demo => chosen is null || demo.Name == chosen).ToList();
            var prometheus = demos.Exists(demo => demo.Measures) ? await MeasuringAsync(console, progress, clock, cancellationToken) : null;
            var start = clock.GetTimestamp();
            foreach (var demo in demos)
            {
                var serving = new ServingOptions { Prometheus = demo.Measures ? prometheus : null };
                if (!await RunAsync(assets, serving, demo.Create, console, clock, loggers, cancellationToken))
                {
                    return 1;
                }
            }

            console.WriteLine();
            console.MarkupLineInterpolated($"[green]Everything was as it should be[/] ({clock.GetElapsedTime(start).TotalSeconds:0} s).");
            return 0;
        });
        return command;
    }

    /// <summary>Fetches what measures and looks at reports; a machine that cannot have Chromium does without.</summary>
    /// <returns>The binary of Prometheus.</returns>
    /// <exception cref="AssetsStepException">There is no Prometheus; the message says what to do.</exception>
    private static async Task<string> MeasuringAsync(
        IAnsiConsole console, IAssetsProgress progress, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            await ToolProvider.Chromium(clock).EnsureAsync(progress, cancellationToken);
        }
        catch (AssetsStepException exception)
        {
            console.WriteLine(exception.Message);
        }

        return (await ToolProvider.Prometheus(clock).EnsureAsync(progress, cancellationToken))[PrometheusRecipe.Prometheus];
    }

    private static async Task<bool> RunAsync(
        ControlPlane.ControlPlaneAssets assets,
        ServingOptions serving,
        Func<DemoSession, TimeProvider, IDemo> create,
        IAnsiConsole console,
        TimeProvider clock,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        console.WriteLine("Starting etcd, the API server, the Knative emulator, the gateway and the operator ...");
        var options = new LocalClusterOptions { Serving = serving };
        await using var cluster = await LocalCluster.StartAsync(assets, options, clock, loggers, cancellationToken);
        try
        {
            await create(new DemoSession(cluster, console, clock), clock).RunAsync(cancellationToken);
            return true;
        }
        catch (DemoFailedException exception)
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"[red]The demo failed.[/] {exception.Message}");
            console.WriteLine(cluster.Operator is { } process ? await File.ReadAllTextAsync(process.LogPath, cancellationToken) : "");
            return false;
        }
    }

    /// <param name="Measures">It needs Prometheus.</param>
    private sealed record Demo(string Name, bool Measures, Func<DemoSession, TimeProvider, IDemo> Create);
}
