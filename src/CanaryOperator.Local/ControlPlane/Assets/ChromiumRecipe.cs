using System.Runtime.InteropServices;
using CanaryOperator.Local.ControlPlane.Assets.Steps;

namespace CanaryOperator.Local.ControlPlane.Assets;

/// <summary>
/// Debian's Chromium without windows, with every library it needs, unpacked without any rights inside the cache. This build, unlike the one
/// for desktops, asks the network for nothing by itself.
/// </summary>
internal static class ChromiumRecipe
{
    public const string Chromium = "chromium-headless-shell";

    /// <summary>Comes with the machine, and has to fit its loader.</summary>
    private const string CLibrary = "libc6";

    public static AssetsRecipe Create() => new(
        "Debian's package of headless Chromium",
        $"chromium-bookworm-{RuntimeInformation.RuntimeIdentifier}",
        $"install Debian's package {Chromium}, so that {Chromium} is on the PATH.",
        [
            new WriteAptSources("/etc/apt"),
            new DownloadWithDependencies("Chromium (170 MB)", TimeSpan.FromSeconds(30), [Chromium, "fonts-dejavu-core"]),
            new UnpackPackages(except: CLibrary),
            new KeepChromium(),
        ]);
}
