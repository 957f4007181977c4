using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Experiments.Targets;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Experiments;

public sealed class TargetReaderTests
{
    private readonly FakeInformer<InferenceService> _kserve = new();
    private readonly FakeInformer<InferenceService> _kfserving = new();

    /// <summary>Latest ready, last rolled out and the one before; then what is found.</summary>
    [Theory]
    [InlineData("r2", "r1", null, "r2", "r1")]
    [InlineData("r3", "r2", "r1", "r3", "r2")]
    [InlineData("r2", "r2", "r1", "r2", "r1")]
    [InlineData("r1", "r1", null, null, "r1")]
    [InlineData("r1", null, null, "r1", null)]
    [InlineData(null, null, null, null, null)]
    public void Versions_are_found_from_the_status(string? ready, string? latest, string? previous, string? candidate, string? stable)
    {
        _kserve.Put(Target(ready, latest, previous));

        var versions = Read().Versions;

        versions.Select(version => (version.Name, version.Revision)).Should().Equal(("candidate", candidate), ("stable", stable));
        versions.Should().OnlyContain(version => version.Revision == null == (version.Missing != null));
    }

    [Fact]
    public void A_share_is_the_sum_of_a_revision_s_targets()
    {
        _kserve.Put(Target("r2", "r1", null, new() { RevisionName = "r2", Percent = 5 }, new() { RevisionName = "r2", Percent = 15 }));

        Read().Versions.Select(version => version.TrafficPercent).Should().Equal(20, null);
    }

    [Fact]
    public void A_revision_that_is_named_is_taken()
    {
        _kserve.Put(Target("r2", "r1", null));
        var experiment = Some.Experiment("", """ "versions": [{"name": "a", "revision": "r7"}],""");

        new TargetReader(_kserve, _kfserving).Read(experiment)!.Versions.Should().Equal(new TargetVersion("a", "r7", null, null));
    }

    [Theory]
    [InlineData(2, "does not tell yet")]
    [InlineData(1, null)]
    public void A_status_of_an_older_generation_is_not_ready(long generation, string? reason)
    {
        var target = Target("r2", "r1", null);
        _kserve.Put(target with { Metadata = target.Metadata with { Generation = generation } });

        if (reason is null)
        {
            Read().NotReady.Should().BeNull();
        }
        else
        {
            Read().NotReady.Should().Contain(reason);
        }
    }

    [Fact]
    public void The_group_tells_them_apart()
    {
        _kfserving.Put(Target("r2", "r1", null));
        var experiment = Some.Experiment("");

        new TargetReader(_kserve, _kfserving).Read(experiment).Should().BeNull();
        var target = experiment.Spec.Target! with { Group = "serving.kubeflow.org" };
        new TargetReader(_kserve, _kfserving).Read(experiment with { Spec = experiment.Spec with { Target = target } })
            .Should().NotBeNull();
    }

    private TargetSnapshot Read() => new TargetReader(_kserve, _kfserving).Read(Some.Experiment(""))!;

    private static InferenceService Target(string? ready, string? latest, string? previous, params TrafficTarget[] traffic) =>
        Some.Flowers() with
        {
            Status = new()
            {
                ObservedGeneration = 1,
                Conditions = [Some.Condition("Ready", "True")],
                Components = new Dictionary<string, ComponentStatus>
                {
                    ["predictor"] = new()
                    {
                        LatestReadyRevision = ready,
                        LatestRolledoutRevision = latest,
                        PreviousRolledoutRevision = previous,
                        Traffic = traffic,
                    },
                },
            },
        };
}
