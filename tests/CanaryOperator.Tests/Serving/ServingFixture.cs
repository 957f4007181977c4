using System.Globalization;
using System.Text.Json;
using CanaryOperator.Local.Cluster;
using CanaryOperator.Local.ControlPlane.Assets;
using CanaryOperator.Local.Load;
using CanaryOperator.Local.Serving;
using CanaryOperator.Runtime;
using CanaryOperator.Tests.Cluster.Support;

namespace CanaryOperator.Tests.Serving;

/// <summary>A whole local cluster: the operator with its webhooks, pods, the gateway and, where it can be had, Prometheus.</summary>
public abstract class ServingFixture : ClusterFixture
{
    internal abstract MetricsGeneration Metrics { get; }

    private protected override bool HasOperator => true;

    private protected override ServingOptions Serving => new()
    {
        Metrics = Metrics,
        Prometheus = ToolProvider.Prometheus(TimeProvider.System).Find()?[PrometheusRecipe.Prometheus],
    };

    internal Task<LoadTarget> TargetAsync(TestNamespace space) => new LoadTargetFinder(Client)
        .FindAsync(new NamespacedName(space.Name, TestNamespace.Model), CancellationToken.None);

    internal static Task<LoadResult> LoadAsync(LoadTarget target, double rate, double seconds) => new LoadGenerator(TimeProvider.System)
        .RunAsync(
            LoadOptions.For(target) with { Rate = rate, Duration = TimeSpan.FromSeconds(seconds) }, progress: null, CancellationToken.None);

    /// <summary>By the values of a label.</summary>
    internal async Task<IReadOnlyDictionary<string, double>> QueryAsync(string query, string label)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri(Cluster.Prometheus!.Address, $"api/v1/query?query={Uri.EscapeDataString(query)}"));
        using var response = await http.SendAsync(request, CancellationToken.None);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().ToDictionary(
            series => series.GetProperty("metric").GetProperty(label).GetString()!,
            series => double.Parse(series.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture));
    }
}
