using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Local.Cluster;
using CanaryOperator.Local.ControlPlane.Components;
using CanaryOperator.Testing;
using CanaryOperator.Tests.Cluster.Support;

namespace CanaryOperator.Tests.Deployment.Support;

/// <summary>
/// A cluster in which helm has installed the chart. No kubelet is there, so we start what the Deployment describes: the published binary,
/// with the Deployment's arguments and a token of its service account. The API server calls its webhooks at a port instead of a Service.
/// </summary>
public abstract class ChartCluster : ClusterFixture
{
    public const string Account = $"system:serviceaccount:{RenderedChart.Namespace}:{RenderedChart.Release}";

    /// <summary>Set by <see cref="OperatorProcess"/> and by us, who need free ports of 127.0.0.1.</summary>
    private static readonly string[] SetByProcess =
        ["--health-probe-bind-address", "--metrics-bind-address", "--log-json", "--webhook-bind-address"];

    private readonly int _webhookPort = LoopbackPort.Pick();
    private OperatorProgram? _program;
    private IReadOnlyList<string> _arguments = [];
    private string _kubeconfig = "";
    private OperatorProcess? _operator;

    internal RenderedChart Chart { get; private set; } = null!;

    /// <summary>Of the chart, as helm takes them.</summary>
    private protected abstract IReadOnlyList<string> Values { get; }

    /// <summary>Whose InferenceServices the webhooks answer for.</summary>
    private protected abstract string ReviewedNamespace { get; }

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
        await PrepareAsync();

        // The CRDs are there: without ours, nothing could be emulated.
        string[] values = ["--set", "crds.install=false", .. Values];
        Chart = await RenderedChart.RenderAsync(values);
        var installed = await Helm.RunAsync(
            Cluster.ControlPlane.KubeconfigPath,
            ["install", RenderedChart.Release, Helm.ChartPath, "--namespace", RenderedChart.Namespace, "--create-namespace", .. values]);
        installed.ExitCode.Should().Be(0, "helm install works: {0}", installed.Error);
        await RouteWebhooksAsync();
        _arguments =
        [
            .. Chart.OperatorArguments().Where(argument => !SetByProcess.Contains(argument.Split('=')[0])),
            $"--webhook-bind-address=127.0.0.1:{_webhookPort}",
            "--webhook-host=127.0.0.1",
        ];
        _kubeconfig = await LogInAsync();
        await StartAsync();
    }

    public override async Task DisposeAsync()
    {
        await StopAsync();
        await base.DisposeAsync();
    }

    /// <summary>
    /// A certificate is served some time before the API server trusts it, so it takes an InferenceService that must be refused.
    /// </summary>
    internal async Task WebhooksAnswerAsync()
    {
        foreach (var group in WellKnown.Groups)
        {
            var invalid = $$"""
                {"apiVersion": "{{group}}/v1beta1", "kind": "InferenceService", "metadata": {"name": "probe"}, "spec": {"predictor": {} } }
                """;
            await Eventually.BecomesTrueAsync(
                async () => (await Cluster.Kubectl.RunAsync(
                        ["create", "--namespace", ReviewedNamespace, "--dry-run=server", "-f", "-"], invalid, CancellationToken.None))
                    .Error.Contains("spec.predictor does not say what serves the model", StringComparison.Ordinal),
                $"the webhooks answer for {group}");
        }
    }

    /// <summary>Before the chart is installed.</summary>
    private protected virtual Task PrepareAsync() => Task.CompletedTask;

    private protected async Task StartAsync()
    {
        var log = Path.Combine(Cluster.ControlPlane.FolderPath, "installed-operator.log");
        _operator = await OperatorProcess.StartAsync(_program!, _kubeconfig, log, _arguments, TimeProvider.System, CancellationToken.None);
        await WebhooksAnswerAsync();
    }

    private protected async Task StopAsync()
    {
        if (_operator is not null)
        {
            await _operator.DisposeAsync();
            _operator = null;
        }
    }

    /// <summary>Ends the operator, because watches are in the audit log once they have ended.</summary>
    /// <returns>Whatever it asked for.</returns>
    private protected async Task<IReadOnlyList<AuditEntry>> StopAndReadRequestsAsync()
    {
        await Audit.FallsSilentAsync(Account, TimeSpan.FromSeconds(2));
        await StopAsync();
        IReadOnlyList<AuditEntry> requests = [];
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                requests = [.. (await Audit.ReadAsync()).Where(entry => entry.User == Account)];
                return requests.Where(entry => entry.Verb == "list").All(list =>
                    requests.Any(watch => (watch.Verb, watch.Resource, watch.Namespace) == ("watch", list.Resource, list.Namespace)));
            },
            "whatever the operator has listed, it has also watched");
        return requests;
    }

    /// <summary>Nobody routes a Service to our process.</summary>
    private async Task RouteWebhooksAsync()
    {
        foreach (var kind in new[] { "mutatingwebhookconfiguration", "validatingwebhookconfiguration" })
        {
            var json = JsonNode.Parse(await KubectlAsync("get", kind, RenderedChart.Release, "-o", "json"))!;
            var changes = json["webhooks"]!.AsArray().Select((webhook, index) =>
            {
                var url = $"https://127.0.0.1:{_webhookPort}{RenderedChart.Text(webhook!["clientConfig"]!["service"]!, "path")}";
                return $$$"""{"op": "replace", "path": "/webhooks/{{{index}}}/clientConfig", "value": {"url": "{{{url}}}"}}""";
            });
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
}
