using System.Net;
using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Controllers;

/// <summary>What cannot be carried out is said in conditions and in one event, and nothing is overwritten.</summary>
public sealed class ProblemTests
{
    private readonly Scene _scene = new();

    public static TheoryData<string, string, string> Unusable => new()
    {
        { "{}", "InvalidSpec", "spec.predictor does not say what serves the model" },
        { """{"sklearn":{},"pmml":{}}""", "InvalidSpec", "spec.predictor (sklearn, pmml) says 2 times what serves the model" },
        { """{"tensorflow":{},"canaryTrafficPercent":101}""", "InvalidSpec", "spec.predictor.canaryTrafficPercent (101) must be" },
        { """{"model":{"storageUri":"gs://m"}}""", "InvalidPredictorSpec", "spec.predictor.model.modelFormat.name is missing" },
        { """{"model":{"modelFormat":{"name":"tensorflow"},"runtime":"nobody"}}""", "RuntimeNotRecognized", "Runtime is called nobody" },
        { """{"model":{"modelFormat":{"name":"cobol"}}}""", "NoSupportingRuntime", "model format cobol" },
        { """{"model":{"modelFormat":{"name":"tensorflow"},"runtime":"odd"}}""", "InvalidSpec", "odd has no container called" },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task What_cannot_be_rendered_gets_a_reason_and_no_Service(string predictor, string reason, string message)
    {
        PutOddRuntime();
        _scene.Apply(Some.InferenceService(predictor));

        await _scene.ReconcileAsync();

        _scene.Writes.Should().Equal("PATCH inferenceservices.serving.kserve.io/status");
        ShouldTell(reason, message);
        await _scene.SettleAsync();
    }

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task A_model_that_serves_goes_on_serving(string predictor, string reason, string message)
    {
        PutOddRuntime();
        await _scene.RollOutAsync(1);
        var before = _scene.Service;
        _scene.Apply(Some.InferenceService(predictor));

        await _scene.ReconcileAsync();

        _scene.Service.ResourceVersion().Should().Be(before.ResourceVersion());
        ShouldTell(reason, message);
        _scene.Model.Status!.Url.Should().Be("http://my-model-predictor.demo.example.com");
        _scene.Model.Status.Predictor().LatestRolledoutRevision.Should().Be("m-00001");
        await _scene.SettleAsync();
    }

    [Theory]
    [InlineData(null, "is nobody's child")]
    [InlineData("somebody", "is owned by InferenceService somebody (serving.kserve.io/v1beta1)")]
    public async Task A_Service_of_somebody_else_is_left_alone(string? owner, string whose)
    {
        var theirs = Views.ServiceFor(Some.Flowers() with { Metadata = new() { Name = owner ?? "nobody", Uid = "another" } });
        var owners = owner is null ? null : theirs.Metadata.OwnerReferences;
        theirs = theirs with { Metadata = theirs.Metadata with { Name = Scene.ServiceName, OwnerReferences = owners } };
        var before = _scene.Server.Put(KnativeResources.Services, theirs.Settled("theirs-00001"));
        _scene.Apply(Some.Flowers(2));

        await _scene.ReconcileAsync();

        _scene.Service.ResourceVersion().Should().Be(before.ResourceVersion());
        ShouldTell("ServiceNotOwned", $"demo/my-model-predictor exists already and {whose}");
        _scene.Model.Status!.Predictor().Should().Be(new ComponentStatus(), "their revisions and traffic are none of this one's");
    }

    [Fact]
    public async Task A_stopped_one_wants_no_Service_and_so_nobody_is_in_its_way()
    {
        var theirs = _scene.Server.Put(
            KnativeResources.Services, new() { Metadata = new() { Name = Scene.ServiceName, NamespaceProperty = Some.Namespace } });
        _scene.Apply(Some.Flowers().WithAnnotations(("serving.kserve.io/stop", "true")));

        await _scene.ReconcileAsync();

        _scene.Model.Status!.Summary("Stopped").Should().Be("True");
        _scene.Model.Status!.Summary("Ready").Should().Be("False Stopped");
        _scene.Service.ResourceVersion().Should().Be(theirs.ResourceVersion());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_Knative_the_message_says_what_to_install(bool wasInstalled)
    {
        if (wasInstalled)
        {
            await _scene.RollOutAsync(1);
        }

        _scene.Services.IsServed = false;
        _scene.Services.Clear();
        _scene.Revisions.IsServed = false;
        _scene.Revisions.Clear();
        _scene.Server.Refuses = request => request.Contains("knative", StringComparison.Ordinal)
            ? new KubernetesException("the server could not find the requested resource", HttpStatusCode.NotFound, null, null)
            : null;
        _scene.Apply(Some.Flowers());

        await _scene.ReconcileAsync();

        ShouldTell("KnativeNotInstalled", "The cluster has no services.serving.knative.dev: install Knative Serving.");
        _scene.Model.Status!.Predictor().LatestRolledoutRevision.Should().Be(wasInstalled ? "m-00001" : null, "Knative may come back");
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.UnprocessableEntity)]
    public async Task What_Knatives_webhook_refuses_is_told_in_its_words_and_not_tried_again(HttpStatusCode code)
    {
        const string words = "admission webhook denied the request: must not set the field(s): spec.template.spec.nodeSelector";
        _scene.Apply(Some.InferenceService("""{"tensorflow":{},"nodeSelector":{"gpu":"true"}}"""));
        RefuseCreation(words, code);

        (await _scene.ReconcileAsync()).RequeueAfter.Should().BeNull();

        ShouldTell("ServiceRefused", words);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task What_may_pass_later_is_tried_again(HttpStatusCode code)
    {
        _scene.Apply(Some.Flowers());
        RefuseCreation("no", code);

        await FluentActions.Awaiting(_scene.ReconcileAsync).Should().ThrowAsync<KubernetesException>();

        _scene.Writes.Should().Equal("CREATE services.serving.knative.dev");
    }

    [Fact]
    public async Task A_problem_that_was_solved_leaves_no_trace()
    {
        _scene.Apply(Some.InferenceService("{}"));
        await _scene.ReconcileAsync();

        await _scene.RollOutAsync(1);

        _scene.Model.Status!.Summary("Ready").Should().Be("True");
        _scene.Model.Status!.Summary("TrafficAsRequested").Should().Be("True");
        _scene.Model.Status!.ModelStatus!.LastFailureInfo.Should().BeNull();
    }

    private void PutOddRuntime() =>
        _scene.ClusterRuntimes.Put(
            Some.Runtime("""{"supportedModelFormats":[{"name":"tensorflow"}],"containers":[{"name":"other"}]}""", "odd"));

    private void RefuseCreation(string message, HttpStatusCode code) => _scene.Server.Refuses = request =>
        request.StartsWith("CREATE", StringComparison.Ordinal) ? new KubernetesException(message, code, null, null) : null;

    private void ShouldTell(string reason, string message)
    {
        var ready = _scene.Model.Status!.Conditions!.Single(condition => condition.Type == "Ready");
        ready.Should().Match<V1Condition>(condition => condition.Status == "False" && condition.Reason == reason);
        ready.Message.Should().Contain(message);
        _scene.Model.Status.ObservedGeneration.Should().Be(_scene.Model.Generation());
        _scene.Events.Told.Should().ContainSingle(told => told.StartsWith("Warning", StringComparison.Ordinal))
            .Which.Should().Contain(message);
    }
}
