using System.Text.Json.Serialization;

namespace CanaryOperator.Experiments.Notifications;

/// <summary>Body of a request to an incoming webhook of Slack.</summary>
internal sealed record SlackMessage
{
    public required string Text { get; init; }

    /// <summary>Off: a name with asterisks is no bold word.</summary>
    public bool Mrkdwn { get; }

    /// <summary>Off: an address in an error message is no reason for Slack to fetch it.</summary>
    [JsonPropertyName("unfurl_links")]
    public bool UnfurlLinks { get; }
}
