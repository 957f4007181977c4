using System.Runtime.InteropServices;
using CanaryOperator.Local.ControlPlane.Assets.Steps;

namespace CanaryOperator.Local.ControlPlane.Assets;

/// <summary>Prometheus from Debian's package, unpacked without any rights inside the cache. Its web pages stay behind.</summary>
internal static class PrometheusRecipe
{
    public const string Prometheus = "prometheus";
    public const string Promtool = "promtool";

    public static AssetsRecipe Create() => new(
        "Debian's package of Prometheus 2.42",
        $"prometheus-2.42-{RuntimeInformation.RuntimeIdentifier}",
        "install Prometheus 2, so that prometheus and promtool are on the PATH.",
        [
            new WriteAptSources("/etc/apt"),
            new DownloadPackages("Prometheus (19 MB)", TimeSpan.FromSeconds(8), ["prometheus"]),
            new UnpackPackages(),
            new KeepBinaries(UnpackPackages.Binaries, [Prometheus, Promtool]),
        ]);
}
