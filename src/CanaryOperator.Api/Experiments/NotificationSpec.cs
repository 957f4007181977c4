namespace CanaryOperator.Api.Experiments;

/// <summary>
/// Somebody who is told about loops, after they are recorded. Told at least once: an operator that ends between telling and remembering it
/// tells again. A receiver that cannot be reached is tried five times within ten minutes, then given up until there is something new to
/// tell; meanwhile it misses what is not the newest. None of it changes the verdict, <c>NoFailure</c> or <c>Completed</c>.
/// </summary>
public sealed record NotificationSpec
{
    /// <summary>Type: an incoming webhook of Slack, or of a chat that understands the same (Mattermost, Rocket.Chat).</summary>
    public const string Slack = "Slack";

    /// <summary>Type: a <c>repository_dispatch</c> event, of type <c>canary-experiment</c>, which starts workflows.</summary>
    public const string GitHub = "GitHub";

    /// <summary>Type: a JSON document (docs/notifications.md), by POST.</summary>
    public const string Webhook = "Webhook";

    /// <summary>When: after a loop with another verdict than the one before, the first one included.</summary>
    public const string VerdictChanged = "VerdictChanged";

    /// <summary>When: no further loop will come.</summary>
    public const string Completed = "Completed";

    /// <summary>When: after every loop, failed ones included.</summary>
    public const string EveryLoop = "EveryLoop";

    /// <summary>Unique. Required.</summary>
    public string? Name { get; init; }

    /// <summary><see cref="Slack"/>, <see cref="GitHub"/> or <see cref="Webhook"/>. Required.</summary>
    public string? Type { get; init; }

    /// <summary><see cref="VerdictChanged"/>, <see cref="Completed"/> or <see cref="EveryLoop"/>. Default: the first.</summary>
    public string? When { get; init; }

    /// <summary>
    /// Required. Slack and Webhook: key <c>url</c>, which the operator's configuration must allow; the keys of
    /// <see cref="SecretReference"/> may be there, too. GitHub: key <c>token</c>.
    /// </summary>
    public SecretReference? Secret { get; init; }

    /// <summary>Of GitHub, required there: <c>OWNER/NAME</c>.</summary>
    public string? Repository { get; init; }

    /// <summary>
    /// Of GitHub Enterprise's API, as in <c>https://github.example.com/api/v3</c>. Default: <c>https://api.github.com</c>.
    /// </summary>
    public string? Url { get; init; }
}
