using System.Text.Json;
using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Cli.Tests.Commands;

/// <summary>Replies of an API server that has what a test needs.</summary>
internal static class FakeObjects
{
    public const string Experiments = "/apis/canaryoperator.io/v1alpha1/namespaces/default/experiments";
    public const string Services = "/apis/serving.kserve.io/v1beta1/namespaces/default/inferenceservices";
    public const string Revisions = "/apis/serving.knative.dev/v1/namespaces/default/revisions";

    public const string SklearnIris =
        """
        {"apiVersion":"serving.kserve.io/v1beta1","kind":"InferenceService",
         "metadata":{"name":"sklearn-iris","namespace":"default","generation":2},
         "spec":{"predictor":{"canaryTrafficPercent":10}},
         "status":{"observedGeneration":2,"url":"http://sklearn-iris.default.example.com",
          "conditions":[{"type":"Ready","status":"True"}],
          "components":{"predictor":{"latestReadyRevision":"sklearn-iris-predictor-00002",
           "latestCreatedRevision":"sklearn-iris-predictor-00002","latestRolledoutRevision":"sklearn-iris-predictor-00001",
           "traffic":[{"revisionName":"sklearn-iris-predictor-00002","percent":10},
                      {"revisionName":"sklearn-iris-predictor-00001","percent":90}]}}}}
        """;

    public static string Json(Experiment experiment) => JsonSerializer.Serialize(
        experiment with
        {
            ApiVersion = "canaryoperator.io/v1alpha1",
            Kind = "Experiment",
            Metadata = experiment.Metadata with { ResourceVersion = "7" },
        },
        ApiJsonContext.Default.Experiment);

    public static string Revision(string name) =>
        $$"""{"metadata":{"name":"{{name}}","namespace":"default"},"status":{"conditions":[{"type":"Ready","status":"True"}]} }""";

    public static Reply NotFound { get; } = Replies.Status(404, "NotFound");

    public static MisbehavingServer Has(this MisbehavingServer server, string path, params Reply[] replies) =>
        server.On(request => request.Path == path && !request.IsWatch, replies);

    public static MisbehavingServer HasExperiment(this MisbehavingServer server, Experiment experiment) =>
        server.Has($"{Experiments}/{experiment.Metadata.Name}", Replies.Json(Json(experiment)));

    /// <summary>The tutorial's InferenceService with the names that revisions have since KServe 0.11.</summary>
    public static MisbehavingServer HasSklearnIris(this MisbehavingServer server) => server
        .Has($"{Services}/sklearn-iris", Replies.Json(SklearnIris))
        .Has($"{Revisions}/sklearn-iris-predictor-00001", Replies.Json(Revision("sklearn-iris-predictor-00001")))
        .Has($"{Revisions}/sklearn-iris-predictor-00002", Replies.Json(Revision("sklearn-iris-predictor-00002")))
        .On(request => request.Path.StartsWith(Revisions + "/", StringComparison.Ordinal), NotFound);
}
