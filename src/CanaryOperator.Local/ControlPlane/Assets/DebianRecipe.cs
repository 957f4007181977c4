using System.Runtime.InteropServices;
using CanaryOperator.Local.ControlPlane.Assets.Steps;

namespace CanaryOperator.Local.ControlPlane.Assets;

/// <summary>Kubernetes 1.20.2 from Debian's source package, built without any rights inside the cache.</summary>
internal static class DebianRecipe
{
    /// <summary>Go, etcd and kubectl, and what the build needs and a machine may lack: rsync, without which it breaks half-way.</summary>
    private static readonly string[] Packages =
    [
        "golang-1.19-go",
        "golang-1.19-src",
        ReplaceReflect2.Package,
        "etcd-server",
        "kubernetes-client",
        "rsync",
        "libpopt0",
        "libxxhash0",
    ];

    public static AssetsRecipe Create(LocalEnvironment environment) => new(
        "Debian's source package of Kubernetes 1.20.2",
        $"debian-1.20.2-{RuntimeInformation.RuntimeIdentifier}",
        "use Debian with apt-get, dpkg-dev, make, 4 GB of free disk and a mirror that apt can reach.",
        [
            new CheckMachine(environment, folder => new DriveInfo(folder).AvailableFreeSpace),
            new WriteAptSources("/etc/apt"),
            new DownloadPackages("Go, etcd and kubectl (100 MB)", TimeSpan.FromSeconds(15), Packages),
            new DownloadSource(),
            new UnpackPackages(),
            new UnpackSource(),
            new ReplaceReflect2(),
            new CompileKubernetes(environment, Environment.ProcessorCount),
            new KeepBinaries(UnpackPackages.Binaries, [AssetsFolder.Etcd, AssetsFolder.Kubectl]),
            new KeepBinaries(CompileKubernetes.Binaries, [AssetsFolder.KubeApiServer, AssetsFolder.KubeControllerManager]),
        ]);
}
