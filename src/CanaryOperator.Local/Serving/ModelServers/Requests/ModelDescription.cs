using System.Text.Json.Nodes;

namespace CanaryOperator.Local.Serving.ModelServers.Requests;

/// <summary>Health and metadata: nothing of it changes, for a server answers from when its model is loaded until it ends.</summary>
internal static class ModelDescription
{
    public static JsonObject Of(ModelOperation operation, string model, string revision) => operation switch
    {
        ModelOperation.Alive => new JsonObject { ["status"] = "alive" },
        ModelOperation.V1Models => new JsonObject { ["models"] = new JsonArray(model) },
        ModelOperation.V1Model or ModelOperation.V2ModelReady => new JsonObject { ["name"] = model, ["ready"] = true },
        ModelOperation.V2Server => new JsonObject { ["name"] = "stand-in", ["version"] = revision, ["extensions"] = new JsonArray() },
        ModelOperation.V2Live => new JsonObject { ["live"] = true },
        ModelOperation.V2Ready => new JsonObject { ["ready"] = true },
        ModelOperation.V2Model => new JsonObject
        {
            ["name"] = model,
            ["versions"] = new JsonArray(revision),
            ["platform"] = "stand-in",
            ["inputs"] = new JsonArray(),
            ["outputs"] = new JsonArray(
                new JsonObject { ["name"] = "prediction", ["datatype"] = "INT64", ["shape"] = new JsonArray(-1) },
                new JsonObject { ["name"] = "scores", ["datatype"] = "FP64", ["shape"] = new JsonArray(-1, StandInModel.Classes) }),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "A prediction is no description."),
    };
}
