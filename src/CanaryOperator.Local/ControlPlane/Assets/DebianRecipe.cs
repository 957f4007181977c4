using System.Runtime.InteropServices;
using CanaryOperator.Local.ControlPlane.Assets.Steps;

namespace CanaryOperator.Local.ControlPlane.Assets;

/// <summary>Kubernetes 1.20.2 from Debian's source package, built without any rights inside the cache.</summary>
internal static class DebianRecipe
{
    public static AssetsRecipe Create(LocalEnvironment environment) => new(
        "Debian's source package of Kubernetes 1.20.2",
        $"debian-1.20.2-{RuntimeInformation.RuntimeIdentifier}",
        "use Debian with apt-get, dpkg-dev, make, 4 GB of free disk and a mirror that apt can reach.",
        [
            new CheckMachine(environment, folder => new DriveInfo(folder).AvailableFreeSpace),
            new WriteAptSources("/etc/apt"),
            new DownloadPackages(),
            new UnpackPackages(),
            new ReplaceReflect2(),
            new CompileKubernetes(environment, Environment.ProcessorCount),
            new KeepBinaries(),
        ]);
}
