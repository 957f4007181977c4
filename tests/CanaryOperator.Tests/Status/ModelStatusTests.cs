using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Controllers;
using CanaryOperator.Status;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Status;

public sealed class ModelStatusTests
{
    private static readonly InferenceService Model = Some.Flowers();

    [Theory]
    [InlineData(null, null, "True", "InProgress", null, "Pending")]
    [InlineData("m-00001", null, "Unknown", "InProgress", null, "Pending")]
    [InlineData("m-00001", "m-00001", "True", "UpToDate", "Loaded", "Loaded")]
    [InlineData("m-00002", "m-00001", "Unknown", "InProgress", "Loaded", "Pending")]
    [InlineData("m-00002", "m-00001", "False", "BlockedByFailedLoad", "Loaded", "FailedToLoad")]
    [InlineData("m-00001", null, "False", "BlockedByFailedLoad", null, "FailedToLoad")]
    public void Build_tells_of_the_serving_and_of_the_coming_model(
        string? created, string? ready, string configurations, string transition, string? active, string target)
    {
        var status = Build(created, ready, configurations, null);

        status.TransitionStatus.Should().Be(transition);
        status.States.Should().Be(new ModelStates { ActiveModelState = active, TargetModelState = target });
        (status.LastFailureInfo is null).Should().Be(configurations != "False");
    }

    [Fact]
    public void Build_keeps_the_time_of_a_failure_for_as_long_as_it_is_the_same()
    {
        var first = Build("m-00002", "m-00001", "False", null);
        var again = Build("m-00002", "m-00001", "False", first, later: true);
        var other = Build("m-00003", "m-00001", "False", again, later: true);

        first.LastFailureInfo.Should().Be(new FailureInfo
        {
            Reason = "ModelLoadFailed", Message = "Revision failed", ModelRevisionName = "m-00002", Time = Views.Now,
        });
        again.Should().Be(first);
        other.LastFailureInfo!.Time.Should().Be(Views.Now.AddHours(1));
    }

    [Fact]
    public void Build_says_what_is_wrong_with_the_runtime()
    {
        var failure = new FailureInfo { Reason = "RuntimeDisabled", Message = "The ClusterServingRuntime x is disabled." };
        var view = Views.Of(Model, null, problem: new Problem(failure.Reason, failure.Message, failure));

        ModelStatusBuilder.Build(view, null, Views.Now).LastFailureInfo.Should().Be(failure with { Time = Views.Now });
    }

    private static ModelStatus Build(string? created, string? ready, string configurations, ModelStatus? before, bool later = false)
    {
        var service = Views.ServiceFor(Model) with
        {
            Status = new()
            {
                LatestCreatedRevisionName = created,
                LatestReadyRevisionName = ready,
                Conditions = [Some.Condition("ConfigurationsReady", configurations, null, "Revision failed")],
            },
        };
        return ModelStatusBuilder.Build(Views.Of(Model, service), before, later ? Views.Now.AddHours(1) : Views.Now);
    }
}
