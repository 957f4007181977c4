using CanaryOperator.Local.ControlPlane.Assets;
using CanaryOperator.Local.ControlPlane.Assets.Steps;

namespace CanaryOperator.Local.Tests.ControlPlane.Assets;

public sealed class KeepBinariesTests
{
    [Theory]
    [InlineData("amd64")]
    [InlineData("arm64")]
    public async Task The_binaries_are_taken_from_where_the_packages_and_the_build_leave_them(string architecture)
    {
        using var folder = new TemporaryFolder();
        var workspace = new AssetsWorkspace(folder.At("bin"), folder.At("work"), folder.At("log"));
        Directory.CreateDirectory(workspace.Bin);
        folder.File("work/root/usr/bin/etcd", "etcd");
        folder.File("work/root/usr/bin/kubectl", "kubectl");
        var output = $"work/go/src/k8s.io/kubernetes/_output/local/bin/linux/{architecture}";
        folder.File($"{output}/kube-apiserver", "kube-apiserver");
        folder.File($"{output}/kube-controller-manager", "kube-controller-manager");
        folder.File($"{output}/deepcopy-gen", "a generator");

        await new KeepBinaries(UnpackPackages.Binaries, ["etcd", "kubectl"]).RunAsync(workspace, CancellationToken.None);
        await new KeepBinaries(CompileKubernetes.Binaries, ["kube-apiserver", "kube-controller-manager"])
            .RunAsync(workspace, CancellationToken.None);

        Directory.GetFiles(workspace.Bin).Should().HaveCount(4).And.OnlyContain(file => File.ReadAllText(file) == Path.GetFileName(file));
    }
}
