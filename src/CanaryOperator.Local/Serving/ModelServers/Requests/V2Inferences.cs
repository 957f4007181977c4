using System.Text.Json.Nodes;

namespace CanaryOperator.Local.Serving.ModelServers.Requests;

/// <summary>
/// Predictions in the shape of the Open Inference Protocol. The rows of the first input are scored, by the first number of its shape.
/// </summary>
internal static class V2Inferences
{
    public const string Expected =
        """{"inputs": [{"name": "input-0", "shape": [1, 4], "datatype": "FP32", "data": [6.8, 2.8, 4.8, 1.4]}]}""";

    /// <exception cref="RefusedException">There is no input, or its data does not have its shape.</exception>
    public static JsonObject Answer(JsonObject request, string modelName, StandInModel model, string revision)
    {
        var scores = Rows(request).Select(model.Score).ToList();
        var answer = new JsonObject { ["model_name"] = modelName, ["model_version"] = revision };
        if (request["id"] is { } id)
        {
            answer["id"] = id.DeepClone();
        }

        answer["parameters"] = new JsonObject { ["revision"] = revision, ["note"] = StandInModel.Note };
        answer["outputs"] = new JsonArray(
            Tensor("prediction", "INT64", [scores.Count], scores.Select(row => JsonValue.Create(StandInModel.Best(row)))),
            Tensor(
                "scores",
                "FP64",
                [scores.Count, StandInModel.Classes],
                scores.SelectMany(row => row).Select(score => JsonValue.Create(score))));
        return answer;
    }

    private static IEnumerable<string> Rows(JsonObject request)
    {
        if (request["inputs"] is not JsonArray { Count: > 0 } inputs || inputs[0] is not JsonObject input)
        {
            throw JsonExchange.BadRequest($"the body has no list of inputs: send {Expected}");
        }

        if (input["shape"] is not JsonArray { Count: > 0 } shape
            || shape[0] is not JsonValue first || !first.TryGetValue<int>(out var rows) || rows < 1)
        {
            throw JsonExchange.BadRequest($"inputs[0].shape does not begin with how many rows there are: send {Expected}");
        }

        // Flat or nested: both are allowed.
        if (input["data"] is not JsonArray data || data.Count < rows || data.Count % rows != 0)
        {
            throw JsonExchange.BadRequest($"inputs[0].data cannot be divided into the {rows} rows that its shape says: send {Expected}");
        }

        return data.Chunk(data.Count / rows).Select(row => string.Join(',', row.Select(value => value?.ToJsonString() ?? "null")));
    }

    private static JsonObject Tensor(string name, string datatype, int[] shape, IEnumerable<JsonValue> data) => new()
    {
        ["name"] = name,
        ["datatype"] = datatype,
        ["shape"] = new JsonArray([.. shape.Select(length => JsonValue.Create(length))]),
        ["data"] = new JsonArray([.. data]),
    };
}
