using System.Text.Json.Nodes;
using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Controllers;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Controllers;
using CanaryOperator.Status;
using CanaryOperator.Testing;
using CanaryOperator.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Tests.Status;

public sealed class StatusWriterTests
{
    private static readonly ReconciliationResult Done = ReconciliationResult.Success();

    private readonly FakeApiServer _server = new();
    private readonly FakeTimeProvider _clock = new(Views.Now);
    private readonly RecordedEvents _events = new();
    private readonly StatusWriter _writer;
    private readonly KnativeService _service = Views.ServiceFor(Some.Flowers()).Settled("m-00001");
    private InferenceService _model;

    public StatusWriterTests()
    {
        var rolloutEvents = new RolloutEvents(_events, Some.Metrics(), NullLogger<RolloutEvents>.Instance);
        _writer = new(_server, rolloutEvents, Some.Metrics(), _clock, NullLogger<StatusWriter>.Instance);
        _model = _server.Put(InferenceServiceResources.KServe, Some.Flowers());
    }

    [Fact]
    public async Task What_is_important_is_written_at_once_and_told()
    {
        (await WriteAsync(_service)).Should().Be(Done);

        _server.Requests.Should().Equal("PATCH inferenceservices.serving.kserve.io/status demo/my-model");
        _events.Reasons.Should().Equal("RolledOut", "InferenceServiceReady");
        _events.LastRegarding.Should().Be(new V1ObjectReference
        {
            ApiVersion = "serving.kserve.io/v1beta1",
            Kind = "InferenceService",
            Name = "my-model",
            NamespaceProperty = "demo",
            Uid = "uid-of-my-model",
            ResourceVersion = "1001",
        });
    }

    [Fact]
    public async Task What_did_not_change_is_not_written()
    {
        await SettleAsync();

        (await WriteAsync(_service)).Should().Be(Done);

        _server.Requests.Should().BeEmpty();
        _events.Told.Should().BeEmpty();
    }

    [Fact]
    public async Task Progress_is_written_together_a_second_after_its_first_step()
    {
        await SettleAsync();

        (await WriteAsync(Step("http://one"))).RequeueAfter.Should().Be(TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromMilliseconds(400));
        (await WriteAsync(Step("http://two"))).RequeueAfter.Should().Be(TimeSpan.FromMilliseconds(600));
        _server.Requests.Should().BeEmpty();

        _clock.Advance(TimeSpan.FromMilliseconds(600));
        (await WriteAsync(Step("http://three"))).Should().Be(Done);
        _server.Requests.Should().HaveCount(1);
        Stored().Status!.Predictor().Url.Should().Be("http://three");
    }

    [Fact]
    public async Task Something_important_takes_the_waiting_progress_along()
    {
        await SettleAsync();
        await WriteAsync(Step("http://one"));

        await WriteAsync(Failed("m-00001"));
        _server.Requests.Should().HaveCount(1);

        _model = Stored();
        _clock.Advance(TimeSpan.FromMilliseconds(900));
        (await WriteAsync(Failed("m-00002"))).RequeueAfter.Should().Be(TimeSpan.FromSeconds(1), "nothing waited any more");
    }

    [Fact]
    public async Task A_step_that_was_taken_back_does_not_hurry_the_next()
    {
        await SettleAsync();
        await WriteAsync(Step("http://one"));
        _clock.Advance(TimeSpan.FromMilliseconds(900));

        await WriteAsync(_service);

        (await WriteAsync(Step("http://two"))).RequeueAfter.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_deleted_InferenceService_is_forgotten()
    {
        await SettleAsync();
        await WriteAsync(Step("http://one"));
        _clock.Advance(TimeSpan.FromMilliseconds(900));

        _writer.Forget(InferenceServiceResources.KServe, new("demo", "my-model"));

        (await WriteAsync(Step("http://one"))).RequeueAfter.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task The_two_groups_do_not_wait_for_each_other()
    {
        await SettleAsync();
        await WriteAsync(Step("http://one"));
        _clock.Advance(TimeSpan.FromMilliseconds(900));

        var view = Views.Of(_model, Step("http://one"));
        var result = await _writer.WriteAsync(InferenceServiceResources.KFServing, view, CancellationToken.None);

        result.RequeueAfter.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_status_that_was_computed_from_an_older_object_is_refused_and_not_told()
    {
        _server.Put(InferenceServiceResources.KServe, _model);

        await FluentActions.Awaiting(() => WriteAsync(_service))
            .Should().ThrowAsync<KubernetesException>().Where(exception => exception.IsConflict);

        _events.Told.Should().BeEmpty();
    }

    [Fact]
    public async Task A_cache_that_does_not_show_the_last_write_yet_leads_to_no_other()
    {
        await WriteAsync(_service);
        _server.Requests.Clear();

        (await WriteAsync(Failed("m-00001"))).Should().Be(Done, "the event of the last write comes back to it");

        _server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task The_patch_names_the_version_and_replaces_the_status()
    {
        var problem = new Problem(Problem.InvalidSpec, "Say what serves the model.");

        await _writer.WriteAsync(InferenceServiceResources.KServe, Views.Of(_model, null, problem: problem), CancellationToken.None);

        _server.LastPatch!.Type.Should().Be(PatchType.JsonPatch);
        JsonNode.Parse(_server.LastPatch.Content.Span).ShouldBeJson(
            """
            [
              {"op": "replace", "path": "/metadata/resourceVersion", "value": "1001"},
              {"op": "add", "path": "/status", "value": {
                "observedGeneration": 1,
                "conditions": [
                  {"type": "IngressReady", "status": "True", "lastTransitionTime": "2026-11-22T12:00:00Z"},
                  {"type": "LatestDeploymentReady", "status": "Unknown", "severity": "Info", "lastTransitionTime": "2026-11-22T12:00:00Z"},
                  {"type": "PredictorConfigurationReady", "status": "Unknown", "severity": "Info",
                    "lastTransitionTime": "2026-11-22T12:00:00Z"},
                  {"type": "PredictorReady", "status": "False", "reason": "InvalidSpec", "message": "Say what serves the model.",
                    "lastTransitionTime": "2026-11-22T12:00:00Z"},
                  {"type": "PredictorRouteReady", "status": "Unknown", "severity": "Info", "lastTransitionTime": "2026-11-22T12:00:00Z"},
                  {"type": "Ready", "status": "False", "reason": "InvalidSpec", "message": "Say what serves the model.",
                    "lastTransitionTime": "2026-11-22T12:00:00Z"},
                  {"type": "RoutesReady", "status": "Unknown", "severity": "Info", "lastTransitionTime": "2026-11-22T12:00:00Z"},
                  {"type": "Serving", "status": "False", "reason": "NoReadyRevision",
                    "message": "No revision of the predictor has traffic yet.",
                    "severity": "Info", "lastTransitionTime": "2026-11-22T12:00:00Z"},
                  {"type": "TrafficAsRequested", "status": "False", "reason": "InvalidSpec", "message": "Say what serves the model.",
                    "severity": "Info", "lastTransitionTime": "2026-11-22T12:00:00Z"}
                ],
                "components": {"predictor": {}},
                "modelStatus": {
                  "transitionStatus": "InvalidSpec",
                  "states": {"targetModelState": "FailedToLoad"},
                  "lastFailureInfo": {
                    "reason": "InvalidPredictorSpec", "message": "Say what serves the model.", "time": "2026-11-22T12:00:00Z"
                  }
                },
                "deploymentMode": "Knative"
              }}
            ]
            """);
    }

    [Fact]
    public async Task Store_writes_whatever_changed_and_returns_what_was_stored()
    {
        await SettleAsync();

        var view = Views.Of(_model, Step("http://one"));
        var stored = await _writer.StoreAsync(InferenceServiceResources.KServe, view, CancellationToken.None);

        stored.ResourceVersion().Should().NotBe(_model.ResourceVersion()).And.Be(Stored().ResourceVersion());
        stored.Status!.Predictor().Url.Should().Be("http://one");
    }

    private Task<ReconciliationResult> WriteAsync(KnativeService service) =>
        _writer.WriteAsync(InferenceServiceResources.KServe, Views.Of(_model, service), CancellationToken.None);

    private async Task SettleAsync()
    {
        await WriteAsync(_service);
        _model = Stored();
        _server.Requests.Clear();
        _events.Told.Clear();
    }

    private InferenceService Stored() => _server.Find(InferenceServiceResources.KServe, "my-model")!;

    /// <summary>A change that nobody waits for.</summary>
    private KnativeService Step(string url) => _service with { Status = _service.Status! with { Url = url } };

    private KnativeService Failed(string created) => _service with
    {
        Status = _service.Status! with
        {
            LatestCreatedRevisionName = created, Conditions = [Some.Condition("Ready", "False", "RevisionFailed", "It crashed.")],
        },
    };
}
