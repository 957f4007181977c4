using System.Diagnostics;
using CanaryOperator.Local.ControlPlane.Processes;

namespace CanaryOperator.Local.ControlPlane;

/// <summary>Runs the real kubectl against one cluster; what the user has configured for others plays no part.</summary>
internal sealed class KubectlRunner(string kubectl, string kubeconfigPath)
{
    /// <exception cref="System.ComponentModel.Win32Exception">kubectl cannot be started.</exception>
    public Task<CapturedResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(arguments, string.Empty, cancellationToken);

    /// <param name="input">For <c>-f -</c>.</param>
    /// <inheritdoc cref="RunAsync(IReadOnlyList{string},CancellationToken)"/>
    public Task<CapturedResult> RunAsync(IReadOnlyList<string> arguments, string input, CancellationToken cancellationToken)
    {
        var info = new ProcessStartInfo(kubectl, arguments);
        info.Environment["KUBECONFIG"] = kubeconfigPath;
        // kubectl keeps its preferences, and what it learned about the cluster of an address, below the home directory.
        info.Environment["HOME"] = Path.GetDirectoryName(Path.GetFullPath(kubeconfigPath));
        return CapturedProcess.RunAsync(info, input, cancellationToken);
    }
}
