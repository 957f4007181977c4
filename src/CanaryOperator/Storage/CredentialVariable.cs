using System.Text.Json.Nodes;

namespace CanaryOperator.Storage;

/// <summary>An environment variable that is written out, or taken from a secret when the container starts.</summary>
/// <param name="Secret">Null: <paramref name="Value"/> is the value itself. Otherwise it is a key of that secret.</param>
internal sealed record CredentialVariable(string Name, string Value, string? Secret = null)
{
    public JsonObject ToJson() => Secret is null
        ? new() { ["name"] = Name, ["value"] = Value }
        : new()
        {
            ["name"] = Name,
            ["valueFrom"] = new JsonObject { ["secretKeyRef"] = new JsonObject { ["name"] = Secret, ["key"] = Value } },
        };
}
