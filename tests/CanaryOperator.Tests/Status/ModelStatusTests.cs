using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Controllers;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Serialization;
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

        ModelStatusBuilder.Build(view, null, Views.Now)!.LastFailureInfo.Should().Be(failure with { Time = Views.Now });
    }

    [Fact]
    public void Build_reads_from_the_newest_pod_why_the_model_does_not_load()
    {
        var status = Build(
            Pod("p-1", 1, container: """{"name":"kserve-container","ready":true,"state":{"running":{}} }"""),
            Pod("p-2", 2, container: """
                {"name":"kserve-container","ready":false,"state":{"waiting":{"reason":"CrashLoopBackOff"}},
                 "lastState":{"terminated":{"exitCode":137,"reason":"OOMKilled"}} }
                """));

        status.TransitionStatus.Should().Be("BlockedByFailedLoad");
        status.States!.TargetModelState.Should().Be("FailedToLoad");
        status.Copies.Should().Be(new ModelCopies { TotalCopies = 1, FailedCopies = 1 });
        status.LastFailureInfo.Should().Be(new FailureInfo
        {
            Location = "p-2/kserve-container",
            Reason = "ModelLoadFailed",
            Message = "OOMKilled",
            ModelRevisionName = "m-00002",
            ExitCode = 137,
            Time = Views.Now,
        });
    }

    [Theory]
    [InlineData("""{"name":"storage-initializer","state":{"running":{}} }""", "InProgress", "Loading", null)]
    [InlineData(
        """{"name":"storage-initializer","state":{"terminated":{"exitCode":1,"reason":"Error","message":"no such bucket\n"}} }""",
        "BlockedByFailedLoad", "FailedToLoad", "no such bucket")]
    [InlineData(
        """{"name":"storage-initializer","state":{"waiting":{"reason":"ImagePullBackOff","message":"not found"}} }""",
        "BlockedByFailedLoad", "FailedToLoad", "not found")]
    [InlineData(
        """{"name":"storage-initializer","state":{"running":{}},"lastState":{"terminated":{"exitCode":1,"reason":"Error"}} }""",
        "BlockedByFailedLoad", "FailedToLoad", "Error")]
    [InlineData("""{"name":"storage-initializer","ready":true,"state":{"terminated":{"exitCode":0}} }""", "InProgress", "Pending", null)]
    public void Build_follows_the_storage_initializer(string container, string transition, string target, string? message)
    {
        var status = Build(Pod("p-1", 1, init: container));

        status.TransitionStatus.Should().Be(transition);
        status.States!.TargetModelState.Should().Be(target);
        status.LastFailureInfo?.Message.Should().Be(message);
    }

    [Fact]
    public void Build_tells_of_a_crash_after_the_model_was_loaded()
    {
        var crashed = """{"name":"kserve-container","ready":false,"state":{"terminated":{"exitCode":1,"reason":"Error"}} }""";
        var view = Views.Of(Model, Views.ServiceFor(Model).Settled("m-00001")) with { Pods = [Pod("p-1", 1, container: crashed)] };

        var status = ModelStatusBuilder.Build(view, null, Views.Now)!;

        status.TransitionStatus.Should().Be("UpToDate");
        status.LastFailureInfo!.Reason.Should().Be("RuntimeUnhealthy");
    }

    private static ModelStatus Build(params V1Pod[] pods)
    {
        var view = Views.Of(Model, Views.ServiceFor(Model).Loading("m-00002", "m-00001")) with { Pods = pods };
        return ModelStatusBuilder.Build(view, null, Views.Now)!;
    }

    private static V1Pod Pod(string name, int age, string? init = null, string? container = null)
    {
        var ready = container?.Contains("\"ready\":true", StringComparison.Ordinal) == true ? "True" : "False";
        var json = $$"""
            {"conditions":[{"type":"Ready","status":"{{ready}}"}],"initContainerStatuses":[{{init}}],"containerStatuses":[{{container}}]}
            """;
        return new()
        {
            Metadata = new() { Name = name, NamespaceProperty = Some.Namespace, CreationTimestamp = Views.Now.AddMinutes(age) },
            Status = Json.Read(json, KubernetesJsonContext.Default.V1PodStatus),
        };
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
        return ModelStatusBuilder.Build(Views.Of(Model, service), before, later ? Views.Now.AddHours(1) : Views.Now)!;
    }
}
