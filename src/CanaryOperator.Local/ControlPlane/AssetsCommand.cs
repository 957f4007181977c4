using System.CommandLine;
using CanaryOperator.Local.ControlPlane.Assets;
using Spectre.Console;

namespace CanaryOperator.Local.ControlPlane;

/// <summary><c>assets</c>: gets the binaries of the control plane ahead of their first use, and prints where they are.</summary>
internal static class AssetsCommand
{
    public static Command Create(IAnsiConsole console, TimeProvider clock)
    {
        var command = new Command("assets", "Get the binaries of the local control plane, and print where they are.");
        command.SetAction(async (_, cancellationToken) =>
        {
            // Not through Spectre, which would break a long path into lines.
            var output = console.Profile.Out.Writer;
            var progress = AssetsProgress.For(console, clock);
            var assets = await AssetsProvider.Create(clock).EnsureAsync(progress, cancellationToken);
            output.WriteLine($"etcd                     {assets.Etcd}");
            output.WriteLine($"kube-apiserver           {assets.KubeApiServer}");
            output.WriteLine($"kube-controller-manager  {assets.KubeControllerManager ?? "none: what lost its owner is not collected"}");
            output.WriteLine($"kubectl                  {assets.Kubectl}");
            await PrintAsync(ToolProvider.Helm(clock), output, progress, cancellationToken);
            await PrintAsync(ToolProvider.Prometheus(clock), output, progress, cancellationToken);
            await PrintAsync(ToolProvider.Chromium(clock), output, progress, cancellationToken);
        });
        return command;
    }

    /// <summary>
    /// The control plane does without them: helm is for tests of the chart, Prometheus for metrics, Chromium for reports.
    /// </summary>
    private static async Task PrintAsync(
        ToolProvider tools, TextWriter output, IAssetsProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (program, path) in await tools.EnsureAsync(progress, cancellationToken))
            {
                output.WriteLine($"{program,-25}{path}");
            }
        }
        catch (AssetsStepException e)
        {
            output.WriteLine($"{tools.Programs[0],-25}none: {e.Message}");
        }
    }
}
