using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Load;
using CanaryOperator.Testing;
using CanaryOperator.Tests.Cluster.Support;

namespace CanaryOperator.Tests.Serving;

/// <summary>Requests all the way: gateway, VirtualService, Knative's Route, pods.</summary>
public sealed class PredictionTests(OpenCensusFixture cluster) : IClassFixture<OpenCensusFixture>
{
    /// <summary>The shares are drawn; a test must not fail by chance.</summary>
    private const double Confidence = 0.999_999;

    private const string First = TestNamespace.Service + "-00001";
    private const string Second = TestNamespace.Service + "-00002";

    [Fact]
    public async Task Requests_follow_canary_promotion_and_pin_and_none_fails()
    {
        var space = await cluster.NamespaceAsync();
        await space.ApplyAsync(Model("first"));
        await space.SettlesAsync("1=100");
        var target = await cluster.TargetAsync(space);
        using var stop = new CancellationTokenSource();
        var throughout = new LoadGenerator(TimeProvider.System).RunAsync(
            LoadOptions.For(target) with { Duration = TimeSpan.FromMinutes(5) }, progress: null, stop.Token);

        foreach (var (percent, settled, shares) in new (string, string, (string, long)[])[]
        {
            ("canaryTrafficPercent: 25, ", "1=75 2=25", [(First, 75), (Second, 25)]),
            ("", "2=100", [(Second, 100)]),
            ("canaryTrafficPercent: 0, ", "1=100 2=0", [(First, 100), (Second, 0)]),
        })
        {
            await space.ApplyAsync(Model("second", percent));
            await space.SettlesAsync(settled);
            await RoutedAsync(target, shares);

            var result = await ServingFixture.LoadAsync(target, rate: 500, seconds: 1);
            result.Errors.Should().BeEmpty();
            ShareVerdict.Of(result, shares.ToDictionary(share => share.Item1, share => share.Item2), Confidence)
                .Should().OnlyContain(verdict => verdict.IsInside);
        }

        await stop.CancelAsync();
        (await throughout).Errors.Should().BeEmpty("no request was lost on the way");
    }

    [Fact]
    public async Task A_transformer_asks_its_predictor_through_the_split()
    {
        var space = await cluster.NamespaceAsync();
        const string transformer = "\n  transformer: {containers: [{name: kserve-container, image: example.com/transformer:1}]}";
        await space.ApplyAsync(Model("first") + transformer);
        await space.SettlesAsync("1=100");
        await space.ApplyAsync(Model("second", "canaryTrafficPercent: 50, ") + transformer);
        await space.SettlesAsync("1=50 2=50");
        var target = await cluster.TargetAsync(space);
        await RoutedAsync(target, [(Second, 50), (First, 50)]);

        var result = await ServingFixture.LoadAsync(target, rate: 200, seconds: 2);

        result.Errors.Should().BeEmpty();
        var percents = new Dictionary<string, long> { [First] = 50, [Second] = 50, ["my-model-transformer-00001"] = 100 };
        ShareVerdict.Of(result, percents, Confidence).Should().HaveCount(3).And.OnlyContain(verdict => verdict.IsInside);
    }

    [Fact]
    public async Task A_revision_that_nobody_asks_for_has_no_pods_and_is_back_for_the_first_request()
    {
        var space = await cluster.NamespaceAsync();
        await space.ApplyAsync(Model("first", "minReplicas: 0, "));
        await space.SettlesAsync("1=100");
        var target = await cluster.TargetAsync(space);
        await Eventually.BecomesTrueAsync(async () => (await PodsAsync(space)).Count == 0, "the idle revision has no pods");

        var result = await ServingFixture.LoadAsync(target, rate: 100, seconds: 2);

        result.Errors.Should().BeEmpty("the first ones wait for a pod");
        (await PodsAsync(space)).Should().ContainSingle();
    }

    [Fact]
    public async Task Knative_s_address_inside_the_cluster_is_unknown_outside()
    {
        var space = await cluster.NamespaceAsync();
        await space.ApplyAsync(Model("first"));
        await space.SettlesAsync("1=100");
        var target = await cluster.TargetAsync(space);

        var result = await ServingFixture.LoadAsync(
            target with { Host = $"{TestNamespace.Service}.{space.Name}.svc.cluster.local" }, rate: 10, seconds: 0.1);

        result.Errors.Should().ContainSingle().Which.Key.Should().Be("404");
    }

    /// <summary>The status tells what Knative's Route has; the gateway follows the Route's next event.</summary>
    private static Task RoutedAsync(LoadTarget target, (string Revision, long Percent)[] shares) => Eventually.BecomesTrueAsync(
        async () =>
        {
            var result = await ServingFixture.LoadAsync(target, rate: 200, seconds: 0.2);
            return shares.All(share => share.Percent > 0 == result.Revisions.ContainsKey(share.Revision));
        },
        "the gateway follows the new split");

    private async Task<IReadOnlyList<V1Pod>> PodsAsync(TestNamespace space) =>
        (await cluster.Client.ListAsync(WellKnownResources.Pods, new() { Namespace = space.Name }, CancellationToken.None)).Items;

    private static string Model(string model, string fields = "") =>
        $"{{{fields}model: {{modelFormat: {{name: sklearn}}, storageUri: \"gs://models/{model}\"}}}}";
}
