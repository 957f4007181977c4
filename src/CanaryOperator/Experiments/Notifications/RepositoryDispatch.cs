using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Experiments.Notifications;

/// <summary>Body of a request for a <c>repository_dispatch</c> event of GitHub.</summary>
internal sealed record RepositoryDispatch
{
    /// <summary>In bytes; GitHub refuses payloads of 64 kB.</summary>
    private const int LargestPayload = 60_000;

    [JsonPropertyName("event_type")]
    public string EventType { get; } = "canary-experiment";

    [JsonPropertyName("client_payload")]
    public required NotificationDocument ClientPayload { get; init; }

    /// <summary>Objectives that are too many to be told are left out: workflows have the verdict and its reason still.</summary>
    public static RepositoryDispatch Of(NotificationDocument document)
    {
        var size = JsonSerializer.SerializeToUtf8Bytes(document, NotificationJsonContext.Default.NotificationDocument).Length;
        return new() { ClientPayload = size <= LargestPayload ? document : document with { Objectives = null } };
    }
}
