using System.Runtime.InteropServices;
using CanaryOperator.Local.ControlPlane.Assets.Steps;

namespace CanaryOperator.Local.ControlPlane.Assets;

/// <summary>The archive that Kubernetes' own controller tests use. It has no controller manager.</summary>
internal static class EnvtestRecipe
{
    /// <summary>Pinned, so that a release of tomorrow breaks nobody today.</summary>
    private const string Version = "v1.36.2";

    public static AssetsRecipe Create(TimeProvider clock)
    {
        var platform = Platform(OperatingSystem.IsMacOS(), OperatingSystem.IsLinux(), RuntimeInformation.OSArchitecture);
        return new AssetsRecipe(
            $"The official envtest archive of Kubernetes {Version}",
            $"envtest-{Version}-{platform ?? "none"}",
            "allow connections to github.com, or unpack an envtest archive yourself and set KUBEBUILDER_ASSETS to its folder.",
            [new DownloadEnvtestArchive(Version, platform, new SocketsHttpHandler(), clock), new UnpackEnvtestArchive()]);
    }

    /// <summary>Null when no archive is published for it.</summary>
    public static string? Platform(bool macOS, bool linux, Architecture architecture) => (macOS, linux, architecture) switch
    {
        (true, _, Architecture.Arm64) => "darwin-arm64",
        (true, _, Architecture.X64) => "darwin-amd64",
        (_, true, Architecture.Arm64) => "linux-arm64",
        (_, true, Architecture.X64) => "linux-amd64",
        _ => null,
    };
}
