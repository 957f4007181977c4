using System.Diagnostics;
using System.Runtime.InteropServices;
using CanaryOperator.Local.ControlPlane.Processes;

namespace CanaryOperator.Local.ControlPlane;

/// <summary>Runs the real kubectl against one cluster; what the user has configured for others plays no part.</summary>
internal sealed class KubectlRunner(string kubectl, string kubeconfigPath)
{
    /// <summary>Where relative paths of arguments begin. Default: our own working directory.</summary>
    public string WorkingDirectory { get; init; } = string.Empty;

    private string Home => Path.GetDirectoryName(Path.GetFullPath(kubeconfigPath))!;

    /// <summary>Makes kubectl ask again which kinds there are; by itself it believes for minutes what it was told once.</summary>
    public void ForgetDiscovery()
    {
        if (Path.Combine(Home, ".kube", "cache") is var cache && Directory.Exists(cache))
        {
            Directory.Delete(cache, recursive: true);
        }
    }

    /// <exception cref="System.ComponentModel.Win32Exception">kubectl cannot be started.</exception>
    public Task<CapturedResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(arguments, string.Empty, cancellationToken);

    /// <param name="input">For <c>-f -</c>.</param>
    /// <inheritdoc cref="RunAsync(IReadOnlyList{string},CancellationToken)"/>
    public Task<CapturedResult> RunAsync(IReadOnlyList<string> arguments, string input, CancellationToken cancellationToken)
    {
        var info = new ProcessStartInfo(kubectl, arguments) { WorkingDirectory = WorkingDirectory };
        info.Environment["KUBECONFIG"] = kubeconfigPath;
        // kubectl keeps its preferences, and what it learned about the cluster of an address, below the home directory.
        info.Environment["HOME"] = Home;
        // Plugins are found on the PATH; ours lies beside us, and needs the runtime that runs us.
        info.Environment["PATH"] = $"{AppContext.BaseDirectory}:{info.Environment["PATH"]}";
        info.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return CapturedProcess.RunAsync(info, input, cancellationToken);
    }
}
