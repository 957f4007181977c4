using System.Text.Json.Nodes;

namespace CanaryOperator.Local.Serving.ModelServers.Requests;

/// <summary>Predictions in the shape of TensorFlow Serving: instances in, one prediction for each out.</summary>
internal static class V1Predictions
{
    public const string Expected = """{"instances": [...]}""";

    /// <param name="field">What to call the results: predictions or explanations.</param>
    /// <exception cref="RefusedException">There are no instances.</exception>
    public static JsonObject Answer(JsonObject request, string field, StandInModel model, string revision)
    {
        if (request["instances"] is not JsonArray instances)
        {
            throw JsonExchange.BadRequest($"the body has no list of instances: send {Expected}");
        }

        return new JsonObject
        {
            [field] = new JsonArray([.. instances.Select(instance => Predict(instance, model))]),
            ["revision"] = revision,
            ["note"] = StandInModel.Note,
        };
    }

    private static JsonObject Predict(JsonNode? instance, StandInModel model)
    {
        var scores = model.Score(instance?.ToJsonString() ?? "null");
        var prediction = new JsonObject { ["prediction"] = StandInModel.Best(scores) };

        // Only the sender knows what it means.
        if ((instance as JsonObject)?["key"] is { } key)
        {
            prediction["key"] = key.DeepClone();
        }

        prediction["scores"] = new JsonArray([.. scores.Select(score => JsonValue.Create(score))]);
        return prediction;
    }
}
