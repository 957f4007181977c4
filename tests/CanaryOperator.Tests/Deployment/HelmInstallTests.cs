using CanaryOperator.Local.ControlPlane;
using CanaryOperator.Local.ControlPlane.Assets;
using CanaryOperator.Tests.Architecture;
using CanaryOperator.Tests.Deployment.Support;

namespace CanaryOperator.Tests.Deployment;

/// <summary>The life of a release in a cluster that has never seen any of it.</summary>
[Collection(InstalledOperator.Name)]
public sealed class HelmInstallTests
{
    private const string InferenceService = "samples/canary/kserve/default.yaml";
    private static readonly string[] Crds =
    [
        "clusterservingruntimes.serving.kserve.io", "inferenceservices.serving.kserve.io",
        "inferenceservices.serving.kubeflow.org", "servingruntimes.serving.kserve.io",
    ];

    [HelmFact]
    public async Task A_release_is_installed_upgraded_and_uninstalled_without_its_CRDs_and_installed_again()
    {
        var assets = await AssetsProvider.Create(TimeProvider.System)
            .EnsureAsync(new PlainAssetsProgress(Console.Error, TimeProvider.System), CancellationToken.None);
        await using var plane = await LocalControlPlane.StartAsync(assets, new(), TimeProvider.System, CancellationToken.None);
        await plane.StartControllerManagerAsync(CancellationToken.None);
        var kubectl = new KubectlRunner(assets.Kubectl, plane.KubeconfigPath) { WorkingDirectory = RepositoryRoot.Path };

        await HelmAsync(plane, "install", "--create-namespace");
        (await NamesAsync("crd")).Should().Contain(Crds);
        (await NamesAsync("deployment,poddisruptionbudget,lease,networkpolicy")).Should()
            .Equal(RenderedChart.Release, RenderedChart.Release);
        (await NamesAsync("mutatingwebhookconfiguration,validatingwebhookconfiguration")).Should().HaveCount(2);

        await HelmAsync(plane, "upgrade", "--set", "runtimes.install=true,webhook.enabled=false,networkPolicy.enabled=true");
        (await NamesAsync("clusterservingruntime")).Should().Contain("kserve-sklearnserver");
        (await NamesAsync("networkpolicy")).Should().Equal(RenderedChart.Release);
        (await NamesAsync("mutatingwebhookconfiguration,validatingwebhookconfiguration")).Should().BeEmpty();
        await KubectlAsync("apply", "-f", InferenceService);

        await HelmAsync(plane, "uninstall");
        (await NamesAsync("crd")).Should().Contain(Crds);
        (await NamesAsync("inferenceservice")).Should().Equal(["my-model"], "it is the users', not the release's");
        (await NamesAsync("clusterrole,clusterrolebinding")).Should()
            .NotContain(name => name.Contains(RenderedChart.Release, StringComparison.Ordinal));
        (await NamesAsync("deployment,service,serviceaccount", RenderedChart.Namespace)).Should().Equal("default");

        await HelmAsync(plane, "install");

        async Task<string> KubectlAsync(params string[] arguments)
        {
            kubectl.ForgetDiscovery();
            var result = await kubectl.RunAsync(arguments, CancellationToken.None);
            result.ExitCode.Should().Be(0, result.Error);
            return result.Output;
        }

        // Of kinds without a namespace, -n says nothing.
        async Task<IReadOnlyList<string>> NamesAsync(string kinds, string? @namespace = null) =>
        [
            .. (await KubectlAsync(
                    "get", kinds, "-n", @namespace ?? (kinds == "inferenceservice" ? "default" : RenderedChart.Namespace), "-o", "name"))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(name => name[(name.IndexOf('/') + 1)..]),
        ];
    }

    private static async Task HelmAsync(LocalControlPlane plane, string verb, params string[] options)
    {
        string[] chart = verb == "uninstall" ? [] : [Helm.ChartPath];
        var result = await Helm.RunAsync(
            plane.KubeconfigPath, [verb, RenderedChart.Release, .. chart, "--namespace", RenderedChart.Namespace, .. options]);
        result.ExitCode.Should().Be(0, "helm {0} works: {1}", verb, result.Error);
    }
}
