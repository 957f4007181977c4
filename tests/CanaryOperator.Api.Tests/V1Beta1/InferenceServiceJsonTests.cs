using System.Text.Json.Nodes;

namespace CanaryOperator.Api.Tests.V1Beta1;

public sealed class InferenceServiceJsonTests
{
    [Theory]
    [InlineData("fields of a pod", """{"predictor":{"nodeSelector":{"gpu":"a100"},"tolerations":[{"key":"gpu"}],"hostIPC":true}}""")]
    [InlineData("fields of a container", """{"predictor":{"model":{"env":[{"name":"A","value":"1"}],"resources":{"limits":{"cpu":1}}}}}""")]
    [InlineData("an old framework's fields", """{"predictor":{"sklearn":{"storageUri":"gs://b/m","args":["--x"]}}}""")]
    [InlineData("containers", """{"predictor":{"containers":[{"name":"a","image":"b","ports":[{"containerPort":80}]},{"image":"c"}]}}""")]
    [InlineData("logging and batching", """{"predictor":{"logger":{"mode":"all"},"batcher":{"timeout":8},"autoScaling":{"metrics":[]}}}""")]
    [InlineData("a later field of the spec", """{"canary":[{"trafficPercent":5}]}""")]
    [InlineData("later fields of a component", """{"predictor":{"workerSpec":{"size":2}},"explainer":{"art":{},"later":[null]}}""")]
    public void Reading_and_writing_keeps_what_this_version_does_not_know_of_a_spec(string what, string spec)
    {
        var json = JsonNode.Parse($$"""{"kind":"InferenceService","metadata":{"name":"my-model"},"spec":{{spec}} }""")!;

        JsonText.ShouldSurvive(json, ApiJsonContext.Default.InferenceService, what);
    }

    [Fact]
    public void Reading_and_writing_keeps_what_this_version_does_not_know_of_a_status()
    {
        var json = JsonNode.Parse("""
            {"metadata":{"selfLink":"/x"},"status":{"canaryStatuses":[{"name":"a"}],"components":{"predictor":{"later":1.5}}}}
            """)!;

        JsonText.ShouldSurvive(json, ApiJsonContext.Default.InferenceService);
    }

    [Fact]
    public void Reading_and_writing_keeps_a_whole_status()
    {
        var json = JsonNode.Parse("""
            {"metadata":{"name":"my-model"},"status":{"observedGeneration":4,"url":"http://a","address":{"url":"http://b","CACerts":"pem"},
             "conditions":[{"type":"Ready","status":"False","reason":"R","message":"m","severity":"Info",
              "lastTransitionTime":"2026-11-22T11:04:52Z"}],
             "components":{"predictor":{"latestReadyRevision":"r2","latestCreatedRevision":"r3","previousRolledoutRevision":"r0",
              "latestRolledoutRevision":"r1","url":"http://c","traffic":[{"revisionName":"r2","latestRevision":true,"percent":0},
              {"revisionName":"r1","latestRevision":false,"percent":100,"tag":"prev","url":"http://prev"}]}},
             "modelStatus":{"transitionStatus":"BlockedByFailedLoad",
              "states":{"activeModelState":"Loaded","targetModelState":"FailedToLoad"},
              "copies":{"failedCopies":1,"totalCopies":2},
              "lastFailureInfo":{"location":"pod","reason":"ModelLoadFailed","message":"m","modelRevisionName":"r3",
               "time":"2026-11-22T11:04:52Z","exitCode":1}},
             "clusterServingRuntimeName":"kserve-sklearnserver"}}
            """)!;

        JsonText.ShouldSurvive(json, ApiJsonContext.Default.InferenceService);
        var status = JsonText.Read(json, ApiJsonContext.Default.InferenceService).Status!;
        status.Components!["predictor"].Traffic!.Select(target => (target.Tag, target.Percent)).Should().Equal((null, 0L), ("prev", 100L));
        status.AdditionalProperties.Should().BeNull(because: "everything above has a property of its own");
    }

    [Fact]
    public void A_percentage_of_zero_is_not_an_absent_one()
    {
        JsonText.Read("""{"spec":{"predictor":{"canaryTrafficPercent":0}}}""", ApiJsonContext.Default.InferenceService)
            .Spec!.Predictor!.CanaryTrafficPercent.Should().Be(0);
        JsonText.Read("""{"spec":{"predictor":{}}}""", ApiJsonContext.Default.InferenceService)
            .Spec!.Predictor!.CanaryTrafficPercent.Should().BeNull();
    }
}
