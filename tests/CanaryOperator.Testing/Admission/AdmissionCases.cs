using System.Text.Json.Nodes;

namespace CanaryOperator.Testing.Admission;

/// <summary>
/// InferenceServices that admission must refuse or accept. The files have one case per document: <c>case</c>, <c>refused</c>,
/// <c>bySchema</c>, <c>prunedBySchema</c>, and of the InferenceService <c>group</c>, <c>name</c>, <c>labels</c>, <c>annotations</c> and
/// <c>spec</c>. Whole InferenceServices, as in tutorials, are cases too: they are accepted.
/// </summary>
public static class AdmissionCases
{
    private const string KServe = "serving.kserve.io";

    public static IReadOnlyList<AdmissionCase> Invalid { get; } = Read("Admission/Invalid");

    public static IReadOnlyList<AdmissionCase> Valid { get; } = Read("Admission/Valid");

    private static List<AdmissionCase> Read(string folder) =>
        [.. YamlFile.In(folder).SelectMany(path => YamlFile.ReadAll(path).Select((document, index) => Case(document, $"{path}#{index}")))];

    private static AdmissionCase Case(JsonObject document, string place) => document["kind"] is not null
        ? new(place, document, null, BySchema: false, PrunedBySchema: false)
        : new(
            (string)document["case"]!,
            InferenceService(document),
            (string?)document["refused"],
            (bool?)document["bySchema"] ?? false,
            (bool?)document["prunedBySchema"] ?? false);

    private static JsonObject InferenceService(JsonObject document)
    {
        var metadata = new JsonObject { ["name"] = (string?)document["name"] ?? "my-model" };
        foreach (var field in new[] { "labels", "annotations" }.Where(document.ContainsKey))
        {
            metadata[field] = document[field]!.DeepClone();
        }

        return new()
        {
            ["apiVersion"] = $"{(string?)document["group"] ?? KServe}/v1beta1",
            ["kind"] = "InferenceService",
            ["metadata"] = metadata,
            ["spec"] = document["spec"]!.DeepClone(),
        };
    }
}
