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
            var assets = await AssetsProvider.Create(clock).EnsureAsync(AssetsProgress.For(console, clock), cancellationToken);
            console.WriteLine($"etcd                     {assets.Etcd}");
            console.WriteLine($"kube-apiserver           {assets.KubeApiServer}");
            console.WriteLine($"kube-controller-manager  {assets.KubeControllerManager ?? "none: what lost its owner is not collected"}");
            console.WriteLine($"kubectl                  {assets.Kubectl}");
        });
        return command;
    }
}
