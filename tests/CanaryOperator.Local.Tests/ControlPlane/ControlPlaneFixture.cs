using CanaryOperator.Local.ControlPlane;
using CanaryOperator.Local.ControlPlane.Assets;

namespace CanaryOperator.Local.Tests.ControlPlane;

/// <summary>One real control plane for a class of tests; on a fresh machine it takes minutes to get its binaries first.</summary>
public sealed class ControlPlaneFixture : IAsyncLifetime
{
    internal static ControlPlaneUser Reader { get; } = new("system:serviceaccount:default:reader", ["system:serviceaccounts"]);

    internal ControlPlaneAssets Assets { get; private set; } = null!;

    internal LocalControlPlane Plane { get; private set; } = null!;

    internal KubectlRunner Kubectl => new(Assets.Kubectl, Plane.KubeconfigPath);

    public async Task InitializeAsync()
    {
        Assets = await AssetsProvider.Create(TimeProvider.System)
            .EnsureAsync(new PlainAssetsProgress(Console.Error, TimeProvider.System), CancellationToken.None);
        var options = new ControlPlaneOptions { AuditLog = true, Users = [Reader] };
        Plane = await LocalControlPlane.StartAsync(Assets, options, TimeProvider.System, CancellationToken.None);
        await Plane.StartControllerManagerAsync(CancellationToken.None);
    }

    public async Task DisposeAsync() => await Plane.DisposeAsync();
}
