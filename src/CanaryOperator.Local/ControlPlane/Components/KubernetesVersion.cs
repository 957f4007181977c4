using System.Diagnostics;
using System.Text.RegularExpressions;
using CanaryOperator.Local.ControlPlane.Processes;

namespace CanaryOperator.Local.ControlPlane.Components;

internal static partial class KubernetesVersion
{
    /// <summary>What a binary says of itself.</summary>
    /// <exception cref="ControlPlaneStartException">It says nothing of the kind.</exception>
    public static async Task<Version> OfAsync(string binary, CancellationToken cancellationToken)
    {
        var result = await CapturedProcess.RunAsync(new ProcessStartInfo(binary, ["--version"]), string.Empty, cancellationToken);
        return Parse(result.Output) ?? throw new ControlPlaneStartException(
            $"{binary} --version should print a version of Kubernetes; it printed: {result.Output}{result.Error}", portWasTaken: false);
    }

    /// <param name="output">As in "Kubernetes v1.36.0-rc.1".</param>
    public static Version? Parse(string output) =>
        Numbers().Match(output) is { Success: true } match ? Version.Parse(match.Groups["numbers"].ValueSpan) : null;

    [GeneratedRegex(@"^Kubernetes v(?<numbers>\d+\.\d+\.\d+)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Numbers();
}
