using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Api.Pods;

namespace CanaryOperator.Api.V1Beta1;

/// <summary>Requests and limits of a container that leaves them open.</summary>
internal static class ContainerResources
{
    private const string Field = "resources";

    /// <summary>
    /// What is there stays. A default gives way to its counterpart, so that no request gets above its limit. Resources that are not an
    /// object are left to validation.
    /// </summary>
    public static Container Fill(Container container, InferenceServiceDefaults defaults)
    {
        var written = container.AdditionalProperties?.TryGetValue(Field, out var element) == true ? element : default;
        if (written.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object)
            || !IsObjectOrAbsent(written, "requests")
            || !IsObjectOrAbsent(written, "limits"))
        {
            return container;
        }

        var resources = written.ValueKind == JsonValueKind.Object ? JsonObject.Create(written)! : [];
        var requests = Amounts(resources, "requests");
        var limits = Amounts(resources, "limits");
        Fill(requests, limits, "cpu", defaults.CpuRequest, defaults.CpuLimit);
        Fill(requests, limits, "memory", defaults.MemoryRequest, defaults.MemoryLimit);
        var fields = new Dictionary<string, JsonElement>(container.AdditionalProperties ?? new Dictionary<string, JsonElement>())
        {
            [Field] = JsonSerializer.SerializeToElement(resources, ApiJsonContext.Default.JsonObject),
        };
        return container with { AdditionalProperties = fields };
    }

    private static void Fill(JsonObject requests, JsonObject limits, string resource, string request, string limit)
    {
        var (hasRequest, hasLimit) = (requests[resource] is not null, limits[resource] is not null);
        if (!hasRequest)
        {
            requests[resource] = hasLimit && Value(limits[resource]) < Value(request) ? limits[resource]!.DeepClone() : request;
        }

        if (!hasLimit)
        {
            limits[resource] = hasRequest && Value(requests[resource]) > Value(limit) ? requests[resource]!.DeepClone() : limit;
        }
    }

    private static JsonObject Amounts(JsonObject resources, string name)
    {
        if (resources[name] is JsonObject amounts)
        {
            return amounts;
        }

        var added = new JsonObject();
        resources[name] = added;
        return added;
    }

    /// <summary>Null when it cannot be compared.</summary>
    private static decimal? Value(JsonNode? node) => node is null ? null : Value(node.ToString());

    private static decimal? Value(string text) => Quantity.TryParse(text, out var value) ? value : null;

    private static bool IsObjectOrAbsent(JsonElement resources, string name) =>
        resources.ValueKind != JsonValueKind.Object
        || !resources.TryGetProperty(name, out var amounts)
        || amounts.ValueKind is JsonValueKind.Object or JsonValueKind.Null;
}
