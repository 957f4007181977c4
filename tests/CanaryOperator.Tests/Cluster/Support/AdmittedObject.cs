using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Kubernetes;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Tests.Cluster.Support;

/// <summary>An InferenceService as JSON: what a user wrote, or what came of it.</summary>
internal static class AdmittedObject
{
    public const string Namespace = "default";

    /// <summary>Nothing says what serves the model.</summary>
    public static JsonObject Empty { get; } = new()
    {
        ["apiVersion"] = $"{WellKnown.KServeGroup}/v1beta1",
        ["kind"] = "InferenceService",
        ["metadata"] = new JsonObject { ["name"] = "empty" },
        ["spec"] = new JsonObject { ["predictor"] = new JsonObject() },
    };

    public static Task<RawObject> CreateAsync(IKubernetesClient client, JsonObject written)
    {
        var read = written.Deserialize(KnativeJsonContext.Default.RawObject)!;
        return client.CreateAsync(
            Resource(written), read with { Metadata = read.Metadata with { NamespaceProperty = Namespace } }, CancellationToken.None);
    }

    public static Task DeleteAsync(IKubernetesClient client, JsonObject written) => client.DeleteAsync(
        Resource(written), (string)written["metadata"]!["name"]!, Namespace, new DeleteOptions(), CancellationToken.None);

    /// <summary>
    /// The paths of what <paramref name="written"/> says and <paramref name="stored"/> does not. The container that serves is renamed.
    /// </summary>
    public static IEnumerable<string> Lost(JsonNode? written, JsonNode? stored, string path) => (written, stored) switch
    {
        (JsonObject some, JsonObject all) => some.SelectMany(pair => Lost(pair.Value, all[pair.Key], $"{path}.{pair.Key}")),
        (JsonArray some, JsonArray all) when some.Count == all.Count =>
            some.SelectMany((item, index) => Lost(item, all[index], $"{path}[{index}]")),
        _ when JsonNode.DeepEquals(written, stored) => [],
        _ => path.EndsWith("].name", StringComparison.Ordinal) && (string?)stored == WellKnown.MainContainerName ? [] : [path],
    };

    private static ResourceDescriptor<RawObject> Resource(JsonObject written) => new(
        ((string)written["apiVersion"]!).Split('/')[0],
        "v1beta1",
        "InferenceService",
        "inferenceservices",
        ResourceScope.Namespaced,
        KnativeJsonContext.Default.RawObject);
}
