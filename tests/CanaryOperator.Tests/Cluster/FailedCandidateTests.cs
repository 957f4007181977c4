using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Tests.Cluster.Support;

namespace CanaryOperator.Tests.Cluster;

[Collection(RunningCluster.Name)]
public sealed class FailedCandidateTests(RunningCluster cluster)
{
    private const string Good = "model-server:1";

    [Fact]
    public async Task A_candidate_that_crashes_gets_no_traffic_and_a_new_image_takes_its_place()
    {
        var space = await RolledOutAsync();

        await space.ApplyAsync(Predictor.Image("model-server:crash", "10"));

        var failed = await space.BecomesAsync(
            current => current.Status!.ModelStatus?.TransitionStatus == "BlockedByFailedLoad", "the load failed");
        Condition(failed, "PredictorReady").Status.Should().Be("False");
        Condition(failed, "Ready").Status.Should().Be("False");
        Condition(failed, "Ready").Reason.Should().NotBeNullOrEmpty();
        Condition(failed, "Ready").Message.Should().Contain("my-model-predictor-00002");
        Condition(failed, "PredictorRouteReady").Status.Should().Be("True", "the old revision serves");
        var model = failed.Status!.ModelStatus!;
        model.States.Should().Be(new ModelStates { ActiveModelState = "Loaded", TargetModelState = "FailedToLoad" });
        model.LastFailureInfo!.ModelRevisionName.Should().Be("my-model-predictor-00002");
        TrafficText.Shares(failed).Should().Be("1=100");
        await space.HasEventAsync("Warning", "CandidateFailed", "my-model-predictor-00001 keeps serving");
        TrafficText.Split(await space.ReadServiceAsync()).Should().Be("latest=10 1=90");

        await space.ApplyAsync(Predictor.Image("model-server:2", "10"));
        var repaired = await space.SettlesAsync("1=90 3=10");
        repaired.Status!.ModelStatus!.TransitionStatus.Should().Be("UpToDate");
        repaired.Status.Components!["predictor"].LatestRolledoutRevision.Should().Be("my-model-predictor-00001");
    }

    [Fact]
    public async Task Dropping_the_percentage_does_not_promote_a_candidate_that_crashes()
    {
        var space = await RolledOutAsync();
        await space.ApplyAsync(Predictor.Image("model-server:crash", "10"));
        await space.FailsAsync("Ready", "RevisionFailed");

        await space.ApplyAsync(Predictor.Image("model-server:crash"));

        var current = await space.BecomesAsync(
            inferenceService => inferenceService.Status!.ObservedGeneration == inferenceService.Generation(), "the change was seen");
        TrafficText.Shares(current).Should().Be("1=100");
        current.Status!.Components!["predictor"].LatestRolledoutRevision.Should().Be("my-model-predictor-00001");

        await space.ApplyAsync(Predictor.Image("model-server:2"));
        await space.SettlesAsync("3=100");
    }

    [Fact]
    public async Task A_candidate_that_never_gets_ready_is_pinned_to_nothing_and_a_new_image_takes_its_place()
    {
        var space = await RolledOutAsync();

        await space.ApplyAsync(Predictor.Image("model-server:never-ready", "10"));

        var waiting = await space.BecomesAsync(
            current => current.Status!.Components!["predictor"].LatestCreatedRevision == "my-model-predictor-00002", "the candidate loads");
        Condition(waiting, "PredictorReady").Status.Should().Be("Unknown");
        Condition(waiting, "Ready").Status.Should().Be("Unknown");
        waiting.Status!.ModelStatus!.TransitionStatus.Should().Be("InProgress");
        waiting.Status.Components!["predictor"].LatestReadyRevision.Should().Be("my-model-predictor-00001");
        TrafficText.Shares(waiting).Should().Be("1=100");

        await space.ApplyAsync(Predictor.Image("model-server:never-ready", "0"));
        await space.BecomesAsync(
            current => current.Status!.ObservedGeneration == current.Generation()
                && current.Status.Components!["predictor"].Traffic!.Any(target => target is { LatestRevision: true, Percent: 0 }),
            "the candidate has nothing to wait for");

        await space.ApplyAsync(Predictor.Image("model-server:2", "20"));
        await space.SettlesAsync("1=80 3=20");
    }

    [Fact]
    public async Task A_rollback_to_a_revision_that_was_deleted_is_refused_with_a_warning_and_leaves_the_traffic()
    {
        var space = await RolledOutAsync();
        await space.ApplyAsync(Predictor.Image("model-server:2"));
        await space.SettlesAsync("2=100");
        await space.KubectlAsync("delete", "revision", "my-model-predictor-00001");
        var before = await space.ReadServiceAsync();

        await space.ApplyAsync(Predictor.Image("model-server:2", "0"));

        (await space.FailsAsync("TrafficAsRequested", "PreviousRevisionGone")).Message.Should().Contain("apply the earlier model again");
        await space.FailsAsync("RollbackAvailable", "PreviousRevisionGone");
        await space.HasEventAsync("Warning", "RollbackNotAvailable", "my-model-predictor-00001 was deleted");
        (await space.ReadServiceAsync()).Generation().Should().Be(before.Generation());
        TrafficText.Shares(await space.ReadAsync()).Should().Be("2=100");
    }

    private async Task<TestNamespace> RolledOutAsync()
    {
        var space = await cluster.NamespaceAsync();
        await space.ApplyAsync(Predictor.Image(Good));
        await space.SettlesAsync("1=100");
        return space;
    }

    private static V1Condition Condition(InferenceService inferenceService, string type) =>
        TestNamespace.Condition(inferenceService, type)!;
}
