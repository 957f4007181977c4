using System.Text.Json.Nodes;
using CanaryOperator.Tests.Deployment.Support;

namespace CanaryOperator.Tests.Deployment;

[Collection(InstalledOperator.Name)]
public sealed class ServerDryRunTests(InstalledOperator cluster)
{
    /// <summary>Kinds of other projects, which this cluster has not.</summary>
    private static readonly string[] Foreign = ["Certificate", "Issuer", "ServiceMonitor"];

    [HelmTheory]
    [MemberData(nameof(ValueSets.All), MemberType = typeof(ValueSets))]
    public async Task The_API_server_accepts_what_the_chart_renders(string values)
    {
        var versions = JsonNode.Parse(await cluster.KubectlAsync("version", "-o", "json"))!;
        var version = versions["serverVersion"]!["gitVersion"]!.GetValue<string>();
        var chart = await RenderedChart.RenderAsync(["--namespace", "dry-run", "--kube-version", version, .. ValueSets.Options(values)]);
        var known = chart.Objects.Where(item => !Foreign.Contains(RenderedChart.Text(item, "kind"))).ToList();
        foreach (var installed in known
            .Where(item => RenderedChart.Text(item, "kind").EndsWith("WebhookConfiguration", StringComparison.Ordinal)))
        {
            // The release that is installed here has its webhooks by URL, and an object cannot be asked to have both.
            installed["metadata"]!["name"] = $"dry-run-{RenderedChart.Name(installed)}";
        }

        foreach (var @namespace in known.Select(item => item["metadata"]!["namespace"]?.GetValue<string>()).OfType<string>().Distinct())
        {
            await cluster.Cluster.Kubectl.RunAsync(["create", "namespace", @namespace], CancellationToken.None);
        }

        var list = new JsonObject
        {
            ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = new JsonArray([.. known.Select(item => item.DeepClone())]),
        };
        var result = await cluster.Cluster.Kubectl.RunAsync(
            ["apply", "--dry-run=server", "-f", "-"], list.ToJsonString(), CancellationToken.None);

        result.ExitCode.Should().Be(0, result.Error);
    }
}
