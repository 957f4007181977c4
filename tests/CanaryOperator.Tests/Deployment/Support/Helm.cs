using System.Diagnostics;
using CanaryOperator.Local.ControlPlane.Assets;
using CanaryOperator.Local.ControlPlane.Processes;
using CanaryOperator.Tests.Architecture;

namespace CanaryOperator.Tests.Deployment.Support;

/// <summary>The real helm. The build has fetched it where that is possible (`CanaryOperator.Local assets`).</summary>
internal static class Helm
{
    private static readonly string? Executable = ToolProvider.Helm(TimeProvider.System).Find()?[HelmRecipe.Helm];

    /// <summary>Null when there is a helm.</summary>
    public static string? SkipReason { get; } = Executable is null
        ? "There is no helm on the PATH, and the build could not fetch one: see what it printed behind 'helm'."
        : null;

    public static bool IsThere => SkipReason is null;

    public static string ChartPath { get; } = Path.Combine(RepositoryRoot.Path, "deploy", "helm", "canary-operator");

    /// <param name="kubeconfig">Null for commands that need no cluster.</param>
    public static async Task<CapturedResult> RunAsync(string? kubeconfig, params string[] arguments)
    {
        var home = Directory.CreateTempSubdirectory("canary-operator-helm-");
        try
        {
            var info = new ProcessStartInfo(Executable!, arguments);
            info.Environment["HOME"] = home.FullName;
            info.Environment["KUBECONFIG"] = kubeconfig ?? Path.Combine(home.FullName, "none");
            return await CapturedProcess.RunAsync(info, string.Empty, CancellationToken.None);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }
}
