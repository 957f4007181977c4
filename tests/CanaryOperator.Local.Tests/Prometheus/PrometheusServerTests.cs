using System.Globalization;
using System.Net;
using System.Text.Json;
using CanaryOperator.Local.ControlPlane;
using CanaryOperator.Local.Prometheus;
using CanaryOperator.Local.Tests.ControlPlane;
using CanaryOperator.Testing;
using Microsoft.AspNetCore.Http;

namespace CanaryOperator.Local.Tests.Prometheus;

/// <summary>With the real Prometheus.</summary>
public sealed class PrometheusServerTests : IDisposable
{
    private const string Requests = "sum(last_over_time(revision_app_request_count{revision_name=\"my-model-predictor-00001\"}[60s]))";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PrometheusFact]
    public async Task What_pods_count_can_be_queried_by_the_labels_they_gave_until_they_are_gone()
    {
        await using var first = await StartPodAsync("first", 3);
        await using var second = await StartPodAsync("second", 4);
        await using var prometheus = await StartAsync();
        var pods = new FakePods();
        _ = new ScrapeTargets(pods, prometheus.TargetsPath);

        pods.Put("first", first.Address.Authority);
        pods.Put("second", second.Address.Authority);
        await Eventually.BecomesTrueAsync(async () => await ValueAsync(prometheus, Requests) == 7, "both pods are scraped");
        (await LabelsAsync(prometheus, "revision_app_request_count{pod=\"first\"}")).Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["__name__"] = "revision_app_request_count",
            ["instance"] = first.Address.Authority,
            ["job"] = "knative",
            ["namespace"] = "given by the pod",
            ["pod"] = "first",
            ["revision_name"] = "my-model-predictor-00001",
        });

        pods.Remove("first");
        await Eventually.BecomesTrueAsync(
            async () => await ValueAsync(prometheus, "sum(revision_app_request_count)") == 4, "the first pod is not scraped any more");
    }

    [PrometheusFact]
    public async Task It_listens_on_loopback_only_and_keeps_its_files_from_others()
    {
        await using var prometheus = await StartAsync();

        ListeningSockets.Of(prometheus.ProcessId).Should().NotBeEmpty().And.OnlyContain(address => IPAddress.IsLoopback(address));
        File.GetUnixFileMode(_folder.At("prometheus"))
            .Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [PrometheusFact]
    public async Task Nothing_is_left_once_it_is_disposed_of()
    {
        var prometheus = await StartAsync();

        await prometheus.DisposeAsync();

        ParentProcess.IsAlive(prometheus.ProcessId).Should().BeFalse();
        Directory.Exists(_folder.At("prometheus")).Should().BeFalse();
    }

    [PrometheusFact]
    public async Task Nothing_outlives_a_killed_parent()
    {
        var (parent, printed) = await ParentProcess.StartAsync("prometheus", _folder.At("prometheus"));
        using var _ = parent;
        var id = int.Parse(printed[0]);
        ParentProcess.IsAlive(id).Should().BeTrue();

        await parent.SignalAsync("KILL");

        await Eventually.BecomesTrueAsync(() => !ParentProcess.IsAlive(id), "Prometheus is gone");
        await Eventually.BecomesTrueAsync(() => !Directory.Exists(_folder.At("prometheus")), "its folder is gone");
    }

    [Fact]
    public async Task A_binary_that_does_not_start_leaves_its_words_and_no_folder()
    {
        var start = () => PrometheusServer.StartAsync(
            _folder.File("broken", "no program"), _folder.At("prometheus"), TimeProvider.System, CancellationToken.None);

        (await start.Should().ThrowAsync<ControlPlaneStartException>()).WithMessage("broken ended with exit code 126*");
        Directory.Exists(_folder.At("prometheus")).Should().BeFalse();
    }

    private static Task<LoopbackServer> StartPodAsync(string pod, int requests) => LoopbackServer.StartAsync(context =>
        context.Response.WriteAsync(
            $$"""
            # TYPE revision_app_request_count counter
            revision_app_request_count{namespace="given by the pod",pod="{{pod}}",revision_name="my-model-predictor-00001"} {{requests}}

            """));

    private static async Task<double?> ValueAsync(PrometheusServer prometheus, string query) =>
        await QueryAsync(prometheus, query) is [var only]
            ? double.Parse(only.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture)
            : null;

    private static async Task<Dictionary<string, string>> LabelsAsync(PrometheusServer prometheus, string query) =>
        (await QueryAsync(prometheus, query)).Single().GetProperty("metric")
            .EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!);

    private static async Task<IReadOnlyList<JsonElement>> QueryAsync(PrometheusServer prometheus, string query)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri(prometheus.Address, $"api/v1/query?query={Uri.EscapeDataString(query)}"));
        using var response = await http.SendAsync(request, CancellationToken.None);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStreamAsync());
        return [.. answer.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().Select(one => one.Clone())];
    }

    private Task<PrometheusServer> StartAsync() => PrometheusServer.StartAsync(
        PrometheusFactAttribute.Executable!, _folder.At("prometheus"), TimeProvider.System, CancellationToken.None);
}
