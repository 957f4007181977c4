using System.Text.Json;

namespace CanaryOperator.Tests.Cluster.Support;

/// <summary>One request that the API server answered.</summary>
internal sealed record AuditEntry(
    DateTimeOffset Received, string User, string Verb, string Resource, string Subresource, string Namespace, string Name, int Code)
{
    private const string CoreGroup = "";

    public bool IsWrite => Verb is "create" or "update" or "patch" or "delete";

    /// <summary>Changed the object; a refused write did not.</summary>
    public bool HasSucceeded => Code is >= 200 and < 300;

    /// <summary>The template and the traffic, not the status that Knative writes.</summary>
    public bool IsServiceWrite => IsWrite && HasSucceeded && this is { Resource: "services.serving.knative.dev", Subresource: "" };

    public bool IsStatusWrite =>
        IsWrite && HasSucceeded && Subresource == "status" && Resource.StartsWith("inferenceservices.", StringComparison.Ordinal);

    public bool IsLeaseWrite => IsWrite && HasSucceeded && Resource == "leases.coordination.k8s.io";

    /// <summary>Watches and the lease cost a request even when nothing happens.</summary>
    public bool IsUpkeep => Verb == "watch" || Resource == "leases.coordination.k8s.io";

    /// <param name="line">Of the audit log: an audit.k8s.io/v1 Event.</param>
    public static AuditEntry Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var entry = document.RootElement;
        var target = entry.TryGetProperty("objectRef", out var objectRef) ? objectRef : default;
        var group = Text(target, "apiGroup");
        var resource = Text(target, "resource");
        return new(
            entry.GetProperty("requestReceivedTimestamp").GetDateTimeOffset(),
            Text(entry.GetProperty("user"), "username"),
            Text(entry, "verb"),
            group == CoreGroup ? resource : $"{resource}.{group}",
            Text(target, "subresource"),
            Text(target, "namespace"),
            Text(target, "name"),
            entry.TryGetProperty("responseStatus", out var status) && status.TryGetProperty("code", out var code) ? code.GetInt32() : 0);
    }

    private static string Text(JsonElement element, string property) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(property, out var value) ? value.GetString() ?? "" : "";
}
