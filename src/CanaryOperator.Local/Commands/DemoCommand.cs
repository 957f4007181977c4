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
    private static readonly (string Name, Func<DemoSession, TimeProvider, IDemo> Create)[] Demos =
    [
        ("canary", (session, clock) => new CanaryDemo(session, clock)),
        ("bad-canary", (session, clock) => new BadCanaryDemo(session, clock)),
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
            var assets = await AssetsProvider.Create(clock).EnsureAsync(AssetsProgress.For(console, clock), cancellationToken);
            var start = clock.GetTimestamp();
            foreach (var demo in Demos.Where(demo => chosen is null || demo.Name == chosen))
            {
                if (!await RunAsync(assets, demo.Create, console, clock, loggers, cancellationToken))
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

    private static async Task<bool> RunAsync(
        ControlPlane.ControlPlaneAssets assets,
        Func<DemoSession, TimeProvider, IDemo> create,
        IAnsiConsole console,
        TimeProvider clock,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        console.WriteLine("Starting etcd, the API server, the Knative emulator, the gateway and the operator ...");
        var options = new LocalClusterOptions { Serving = new() };
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
}
