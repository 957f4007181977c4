using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Configuration;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Local.Tests.ControlPlane;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Local.Tests.Knative;

/// <summary>A real API server that speaks Knative, for a class of tests.</summary>
public class KnativeClusterFixture : IAsyncLifetime
{
    internal ControlPlaneFixture ControlPlane { get; } = new();

    internal IKubernetesClient Client { get; private set; } = null!;

    internal KnativeEmulator Emulator { get; private set; } = null!;

    internal virtual KnativeEmulatorOptions Options { get; } = new();

    public async Task InitializeAsync()
    {
        await ControlPlane.InitializeAsync();
        var configuration = KubernetesClientConfiguration.BuildConfigFromConfigFile(ControlPlane.Plane.KubeconfigPath);
        Client = new KubernetesClient(
            configuration, new KubernetesClientOptions(), TimeProvider.System, new Random(1), NullLoggerFactory.Instance);
        await StartEmulatorAsync();
    }

    public async Task DisposeAsync()
    {
        await Emulator.DisposeAsync();
        ((IDisposable)Client).Dispose();
        await ControlPlane.DisposeAsync();
    }

    internal async Task StartEmulatorAsync() => Emulator = await KnativeEmulator.StartAsync(
        Client, Options, TimeProvider.System, new Random(2), NullLoggerFactory.Instance, CancellationToken.None);

    /// <summary>Creates the Service, or gives the one there is the same spec.</summary>
    internal async Task WriteAsync(JsonObject service)
    {
        var wanted = service.Deserialize(KnativeJsonContext.Default.KnativeObject)!;
        var current = await Client.GetAsync(KnativeResources.Services, wanted.Name(), wanted.Namespace(), CancellationToken.None);
        await (current is null
            ? Client.CreateAsync(KnativeResources.Services, wanted, CancellationToken.None)
            : Client.UpdateAsync(KnativeResources.Services, current with { Spec = wanted.Spec }, CancellationToken.None));
    }

    internal async Task<string> KubectlAsync(params string[] arguments)
    {
        var result = await ControlPlane.Kubectl.RunAsync(arguments, CancellationToken.None);
        result.ExitCode.Should().Be(0, result.Error);
        return result.Output;
    }
}
