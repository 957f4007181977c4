using CanaryOperator.Local.Demos;
using CanaryOperator.Tests.Cluster.Support;

namespace CanaryOperator.Tests.Cluster;

[Collection(RunningCluster.Name)]
public sealed class CanaryWalkTests(RunningCluster cluster)
{
    private const int MostStatusWrites = 3;

    // Longer than the operator keeps small changes of a status back to write them together.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData("samples/canary/kserve", "isvc")]
    [InlineData("samples/canary", "inferenceservices.serving.kubeflow.org")]
    public async Task The_tutorial_shows_what_it_promises_with_one_write_of_the_Knative_Service_per_step(string samples, string resource)
    {
        var tutorial = new Tutorial(cluster, samples, resource);
        foreach (var step in CanaryWalk.Steps)
        {
            var before = (await cluster.Audit.ReadAsync()).Count;
            await tutorial.TakeAsync(step);
            await cluster.Audit.FallsSilentAsync(ClusterFixture.Operator.Name, Silence);

            var writes = (await cluster.Audit.ReadAsync()).Skip(before)
                .Where(entry => entry.User == ClusterFixture.Operator.Name && entry.Namespace == "default")
                .ToList();
            writes.Where(entry => entry.IsServiceWrite).Should().ContainSingle(step.Story);
            var statuses = writes.Where(entry => entry.IsStatusWrite).ToList();
            statuses.Should().NotBeEmpty(step.Story);
            statuses.Should().HaveCountLessThanOrEqualTo(MostStatusWrites + Progress(statuses), step.Story);
        }

        await tutorial.CleanUpAsync();
    }

    /// <summary>On a machine that is busy a step takes seconds, and each of them may tell of its progress.</summary>
    private static int Progress(List<AuditEntry> statuses) => (int)(statuses[^1].Received - statuses[0].Received).TotalSeconds;

    [Fact]
    public async Task Settled_InferenceServices_cost_no_request_but_watches_and_the_lease()
    {
        var space = await cluster.NamespaceAsync();
        var models = Enumerable.Range(1, 5).Select(number => $"model-{number}").ToList();
        foreach (var model in models)
        {
            await space.ApplyAsync(Predictor.Model(1), model);
        }

        foreach (var model in models)
        {
            await space.SettlesAsync("1=100", model);
        }

        await cluster.Audit.FallsSilentAsync(ClusterFixture.Operator.Name, TimeSpan.FromSeconds(5));
    }
}
