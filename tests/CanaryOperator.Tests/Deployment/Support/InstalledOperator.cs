using CanaryOperator.Local.Demos;
using CanaryOperator.Tests.Cluster.Support;

namespace CanaryOperator.Tests.Deployment.Support;

/// <summary>The chart with its own values, and a Prometheus. When the operator starts, Istio is not there yet.</summary>
[CollectionDefinition(Name)]
public sealed class InstalledOperator : ChartCluster, ICollectionFixture<InstalledOperator>
{
    public const string Name = "installed operator";

    private Task<IReadOnlyList<AuditEntry>>? _walk;

    private protected override IReadOnlyList<string> Values => ["--set", $"experiments.prometheusUrl={Detours.AllowedUrl}"];

    private protected override string ReviewedNamespace => "default";

    private protected override Task PrepareAsync() => KubectlAsync("delete", "-f", "Istio");

    /// <summary>Walks through both tutorials and the detours, once, and returns what the operator asked the API server for.</summary>
    internal Task<IReadOnlyList<AuditEntry>> WalkAsync() => _walk ??= WalkOnceAsync();

    private async Task<IReadOnlyList<AuditEntry>> WalkOnceAsync()
    {
        var detours = new Detours(this);
        await detours.MeetIstioAsync();
        await WalkAsync("samples/canary/kserve", "isvc");
        await WalkAsync("samples/canary", "inferenceservices.serving.kubeflow.org");
        await detours.FailAsync();
        await detours.TransformAsync();
        await detours.MeasureAsync();
        await detours.StartPodAsync();
        await detours.SpoilCertificateAsync();
        var requests = await StopAndReadRequestsAsync();
        await StartAsync();
        return requests;
    }

    private async Task WalkAsync(string samples, string resource)
    {
        var tutorial = new Tutorial(this, samples, resource);
        foreach (var step in CanaryWalk.Steps)
        {
            await tutorial.TakeAsync(step);
        }

        await tutorial.CleanUpAsync();
    }
}
