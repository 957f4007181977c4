using CanaryOperator.Api;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Tests.Cluster.Support;

namespace CanaryOperator.Tests.Cluster;

[Collection(RunningCluster.Name)]
public sealed class CanaryTrafficPercentTests(RunningCluster cluster)
{
    [Theory]
    [InlineData(WellKnown.KServeGroup)]
    [InlineData(WellKnown.KFServingGroup)]
    public async Task Anything_but_a_whole_number_from_0_to_100_is_refused_and_changes_nothing(string group)
    {
        var resource = group == WellKnown.KServeGroup ? InferenceServiceResources.KServe : InferenceServiceResources.KFServing;
        var space = await cluster.NamespaceAsync(resource);
        await space.ApplyAsync(Predictor.Model(1));
        await space.SettlesAsync("1=100");
        await space.ApplyAsync(Predictor.Model(2, "10"));
        var before = await space.SettlesAsync("1=90 2=10");
        var service = await space.ReadServiceAsync();

        foreach (var percent in new[] { "-1", "101", "1.5", "\"ten\"" })
        {
            var answer = await space.TryApplyAsync(Predictor.Model(2, percent));

            answer.ExitCode.Should().NotBe(0, "{0} is no percentage", percent);
            answer.Error.Should().Contain("spec.predictor.canaryTrafficPercent");
        }

        (await space.ReadAsync()).Generation().Should().Be(before.Generation());
        (await space.ReadServiceAsync()).ResourceVersion().Should().Be(service.ResourceVersion());
    }
}
