using System.Text.Json.Nodes;

namespace CanaryOperator.Local.Tests.Knative;

/// <summary>A write, and every distinct status after it; <paramref name="Rejection"/> is the webhook's answer if it refused.</summary>
internal sealed record RecordedStep(string Name, string Image, JsonArray Traffic, IReadOnlyList<JsonNode> Shapes, string? Rejection)
{
    public static RecordedStep From(JsonNode step) => new(
        (string)step["step"]!,
        (string)step["image"]!,
        step["traffic"]!.AsArray(),
        [.. step["statuses"]!.AsArray().Select(status => status!["status"]!)],
        (string?)step["rejected"]?["message"]);

    /// <summary>The Service that the step writes, before any webhook saw it.</summary>
    public JsonObject Service(string name) => new()
    {
        ["apiVersion"] = "serving.knative.dev/v1",
        ["kind"] = "Service",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "default" },
        ["spec"] = new JsonObject
        {
            ["template"] = new JsonObject
            {
                ["spec"] = new JsonObject
                {
                    ["containers"] = new JsonArray(new JsonObject { ["name"] = "kserve-container", ["image"] = Image }),
                },
            },
            ["traffic"] = Traffic.DeepClone(),
        },
    };
}
