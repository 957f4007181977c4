using CanaryOperator.Testing;
using CanaryOperator.Tests.Cluster.Support;

namespace CanaryOperator.Tests.Cluster;

[Collection(RunningCluster.Name)]
public sealed class KubectlTests(RunningCluster cluster)
{
    [Theory]
    [InlineData("isvc")]
    [InlineData("inferenceservices.serving.kserve.io")]
    public async Task Explain_tells_what_canaryTrafficPercent_does(string resource)
    {
        var space = await cluster.NamespaceAsync();

        var text = await space.KubectlAsync("explain", $"{resource}.spec.predictor.canaryTrafficPercent");

        text.Should().Contain("canaryTrafficPercent <integer>").And.Contain("Percentage of the traffic");
    }

    [Fact]
    public async Task Describe_shows_the_events_of_a_rollout()
    {
        var space = await cluster.NamespaceAsync();
        await space.ApplyAsync(Predictor.Model(1));
        await space.SettlesAsync("1=100");
        await space.ApplyAsync(Predictor.Model(2, "10"));
        await space.SettlesAsync("1=90 2=10");
        await space.HasEventAsync("Normal", "CanaryStarted", "10 %");

        var text = await space.KubectlAsync("describe", "isvc", TestNamespace.Model);

        text.Should().Contain("RolledOut").And.Contain("CanaryStarted").And.Contain("my-model-predictor-00001 keeps 90 %");
    }

    [Fact]
    public async Task Deleting_an_InferenceService_deletes_what_was_made_for_it_where_there_is_a_controller_manager_which_envtest_has_not()
    {
        if (!cluster.CollectsGarbage)
        {
            return;
        }

        var space = await cluster.NamespaceAsync();
        await space.ApplyAsync(Predictor.Model(1));
        await space.SettlesAsync("1=100");

        await space.KubectlAsync("delete", "isvc", TestNamespace.Model);

        await Eventually.BecomesTrueAsync(
            async () => (await space.KubectlAsync("get", "ksvc,revisions.serving.knative.dev", "-o", "name")).Length == 0,
            "the Knative Service and its revisions are collected");
    }
}
