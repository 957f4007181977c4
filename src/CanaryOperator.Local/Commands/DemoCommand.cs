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
    public static Command Create(IAnsiConsole console, TimeProvider clock, ILoggerFactory loggers)
    {
        var name = new Argument<string?>("name")
        {
            Description = "Which demo; all of them when left out.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        name.AcceptOnlyFromAmong(CanaryDemo.Name);
        var command = new Command("demo", "Run the tutorials on a local cluster, and check what they promise.") { name };
        command.SetAction((_, cancellationToken) => RunAsync(console, clock, loggers, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        IAnsiConsole console, TimeProvider clock, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var assets = await AssetsProvider.Create(clock).EnsureAsync(AssetsProgress.For(console, clock), cancellationToken);
        var start = clock.GetTimestamp();
        console.WriteLine("Starting etcd, the API server, the Knative emulator and the operator ...");
        await using var cluster = await LocalCluster.StartAsync(assets, new(), clock, loggers, cancellationToken);
        try
        {
            await new CanaryDemo(cluster, console, clock).RunAsync(cancellationToken);
        }
        catch (DemoFailedException exception)
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"[red]The demo failed.[/] {exception.Message}");
            console.WriteLine(cluster.Operator is { } process ? await File.ReadAllTextAsync(process.LogPath, cancellationToken) : "");
            return 1;
        }

        console.WriteLine();
        console.MarkupLineInterpolated($"[green]Everything was as the tutorial says[/] ({clock.GetElapsedTime(start).TotalSeconds:0} s).");
        return 0;
    }
}
