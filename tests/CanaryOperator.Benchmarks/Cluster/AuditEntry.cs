using System.Text.Json;

namespace CanaryOperator.Benchmarks.Cluster;

/// <summary>One request as the API server saw it.</summary>
/// <param name="Resource">Plural; empty for paths that are no resource's.</param>
/// <param name="Code">HTTP status of the answer.</param>
/// <param name="ReceivedAt">When its headers arrived, to the microsecond.</param>
/// <param name="AnsweredAt">When the answer was complete.</param>
internal sealed record AuditEntry(
    string User,
    string Verb,
    string Group,
    string Resource,
    string Subresource,
    string Name,
    int Code,
    DateTimeOffset ReceivedAt,
    DateTimeOffset AnsweredAt)
{
    public bool IsWrite => Verb is "create" or "update" or "patch" or "delete";

    public bool IsRefused => Code >= 400;

    public static AuditEntry Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var target = root.TryGetProperty("objectRef", out var reference) ? reference : default;
        return new(
            root.GetProperty("user").GetProperty("username").GetString()!,
            root.GetProperty("verb").GetString()!,
            Text("apiGroup"),
            Text("resource"),
            Text("subresource"),
            Text("name"),
            root.GetProperty("responseStatus").GetProperty("code").GetInt32(),
            root.GetProperty("requestReceivedTimestamp").GetDateTimeOffset(),
            root.GetProperty("stageTimestamp").GetDateTimeOffset());

        string Text(string property) =>
            target.ValueKind == JsonValueKind.Object && target.TryGetProperty(property, out var value) ? value.GetString()! : "";
    }
}
