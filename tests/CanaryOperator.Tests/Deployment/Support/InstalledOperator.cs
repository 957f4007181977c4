using System.Text.Json.Nodes;
using CanaryOperator.Local.Cluster;
using CanaryOperator.Local.Demos;
using CanaryOperator.Options;
using CanaryOperator.Testing;
using CanaryOperator.Tests.Cluster.Support;

namespace CanaryOperator.Tests.Deployment.Support;

/// <summary>
/// A cluster in which helm has installed the chart. No kubelet is there, so we start what the Deployment describes: the published binary,
/// with the Deployment's arguments and a token of its service account.
/// </summary>
[CollectionDefinition(Name)]
public sealed class InstalledOperator : ClusterFixture, ICollectionFixture<InstalledOperator>
{
    public const string Name = "installed operator";
    public const string Account = $"system:serviceaccount:{RenderedChart.Namespace}:{RenderedChart.Release}";

    /// <summary>The CRDs are there: without ours, nothing could be emulated.</summary>
    private static readonly string[] Values = ["--set", "crds.install=false"];

    /// <summary>Set by <see cref="OperatorProcess"/>, which needs free ports of 127.0.0.1.</summary>
    private static readonly string[] SetByProcess = ["--health-probe-bind-address", "--metrics-bind-address", "--log-json"];

    private OperatorProgram? _program;
    private IReadOnlyList<string> _arguments = [];
    private string _kubeconfig = "";
    private OperatorProcess? _operator;
    private Task<IReadOnlyList<AuditEntry>>? _walk;

    internal RenderedChart Chart { get; private set; } = null!;

    /// <summary>Children that block the deletion of their owner then take a right of their own, as on OpenShift.</summary>
    private protected override IReadOnlyList<string> ApiServerFlags =>
        ["--enable-admission-plugins=OwnerReferencesPermissionEnforcement"];

    public override async Task InitializeAsync()
    {
        if (!Helm.IsThere)
        {
            return;
        }

        // First, so that the cluster does not have to wait for a build that takes all there is of the machine.
        _program = OperatorProgram.Published((await PublishedOperator.GetAsync()).Executable);
        await base.InitializeAsync();
        Chart = await RenderedChart.RenderAsync(Values);
        var installed = await Helm.RunAsync(
            Cluster.ControlPlane.KubeconfigPath,
            ["install", RenderedChart.Release, Helm.ChartPath, "--namespace", RenderedChart.Namespace, "--create-namespace", .. Values]);
        installed.ExitCode.Should().Be(0, "helm install works: {0}", installed.Error);
        await SilenceWebhooksAsync();
        var known = OperatorCommand.Create((_, _) => Task.FromResult(0)).Options.Select(option => option.Name).Except(SetByProcess).ToHashSet();
        _arguments = [.. Chart.OperatorArguments().Where(argument => known.Contains(argument.Split('=')[0])).Select(OnLoopback)];
        _kubeconfig = await LogInAsync();
        _operator = await StartAsync();
    }

    public override async Task DisposeAsync()
    {
        if (_operator is not null)
        {
            await _operator.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    /// <summary>Walks through both tutorials, once, and returns what the operator asked the API server for.</summary>
    internal Task<IReadOnlyList<AuditEntry>> WalkAsync() => _walk ??= WalkOnceAsync();

    internal Task<string> KubectlAsync(params string[] arguments) => Cluster.KubectlAsync(arguments, CancellationToken.None);

    private async Task<IReadOnlyList<AuditEntry>> WalkOnceAsync()
    {
        await WalkAsync("samples/canary/kserve", "isvc");
        await WalkAsync("samples/canary", "inferenceservices.serving.kubeflow.org");
        await DetourAsync();
        await Audit.FallsSilentAsync(Account, TimeSpan.FromSeconds(2));

        // Watches are in the audit log once they have ended.
        await _operator!.DisposeAsync();
        IReadOnlyList<AuditEntry> requests = [];
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                requests = [.. (await Audit.ReadAsync()).Where(entry => entry.User == Account)];
                return requests.Where(entry => entry.Verb == "list").All(list =>
                    requests.Any(watch => watch.Verb == "watch" && watch.Resource == list.Resource));
            },
            "whatever the operator has listed, it has also watched");
        _operator = await StartAsync();
        return requests;
    }

    private Task<OperatorProcess> StartAsync() => OperatorProcess.StartAsync(
        _program!,
        _kubeconfig,
        Path.Combine(Cluster.ControlPlane.FolderPath, "installed-operator.log"),
        _arguments,
        TimeProvider.System,
        CancellationToken.None);

    private async Task WalkAsync(string samples, string resource)
    {
        var revisions = new Dictionary<Revision, string>();
        foreach (var step in CanaryWalk.Steps)
        {
            await KubectlAsync("apply", "-f", $"{samples}/{step.File}");
            await Eventually.BecomesTrueAsync(
                async () => step.Expected.Differences(KubectlTable.Parse(await KubectlAsync("get", resource, "my-model")), revisions).Count == 0,
                step.Story);
        }

        await KubectlAsync("delete", resource, "my-model");
        await KubectlAsync("delete", "ksvc", "my-model-predictor", "--ignore-not-found");
        await Eventually.BecomesTrueAsync(
            async () => (await KubectlAsync("get", "ksvc,revisions.serving.knative.dev", "-o", "name")).Length == 0, "everything of it is gone");
    }

    /// <summary>What the tutorials do not show: a revision that is gone, and an event that happens twice.</summary>
    private async Task DetourAsync()
    {
        var space = await NamespaceAsync();
        await space.ApplyAsync(Predictor.Model(1));
        await space.SettlesAsync("1=100");
        await space.ApplyAsync(Predictor.Model(2));
        await space.SettlesAsync("2=100");
        await space.KubectlAsync("delete", "revision.serving.knative.dev", $"{TestNamespace.Service}-00001");
        await space.FailsAsync("RollbackAvailable", "PreviousRevisionGone");
        foreach (var version in new[] { 3, 4 })
        {
            await space.ApplyAsync("{minReplicas: 1}");
            await space.FailsAsync("Ready", "InvalidSpec");
            await space.ApplyAsync(Predictor.Model(version));
            await space.SettlesAsync($"{version}=100");
        }
    }

    /// <summary>Nobody routes a Service to our process: what the webhooks do is tested elsewhere, and here they must not refuse everything.</summary>
    private async Task SilenceWebhooksAsync()
    {
        foreach (var kind in new[] { "mutatingwebhookconfiguration", "validatingwebhookconfiguration" })
        {
            var json = JsonNode.Parse(await KubectlAsync("get", kind, RenderedChart.Release, "-o", "json"))!;
            var changes = json["webhooks"]!.AsArray().Select((_, index) => $$"""{"op":"remove","path":"/webhooks/{{index}}/rules"}""");
            await KubectlAsync("patch", kind, RenderedChart.Release, "--type=json", "--patch", $"[{string.Join(',', changes)}]");
        }
    }

    /// <returns>A kubeconfig with a token of the chart's service account.</returns>
    private async Task<string> LogInAsync()
    {
        const string request = """{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"expirationSeconds":3600}}""";
        const string account = $"/api/v1/namespaces/{RenderedChart.Namespace}/serviceaccounts/{RenderedChart.Release}/token";
        var answer = await Cluster.Kubectl.RunAsync(["create", "--raw", account, "-f", "-"], request, CancellationToken.None);
        answer.ExitCode.Should().Be(0, answer.Error);
        var token = JsonNode.Parse(answer.Output)!["status"]!["token"]!.GetValue<string>();
        var lines = await File.ReadAllLinesAsync(Cluster.ControlPlane.KubeconfigPath);
        var path = Path.Combine(Cluster.ControlPlane.FolderPath, "installed-operator.kubeconfig");
        await File.WriteAllLinesAsync(
            path, lines.Select(line => line.TrimStart().StartsWith("token:", StringComparison.Ordinal) ? $"    token: {token}" : line));
        return path;
    }

    private static string OnLoopback(string argument) =>
        argument.StartsWith("--webhook-bind-address=", StringComparison.Ordinal) ? "--webhook-bind-address=127.0.0.1:0" : argument;
}
