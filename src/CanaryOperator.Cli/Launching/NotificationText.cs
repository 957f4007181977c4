using System.Text.RegularExpressions;
using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Cli.Launching;

/// <summary>
/// Notifications as they are written on the command line: <c>slack:SECRET</c>, <c>webhook:SECRET</c>, <c>github:OWNER/REPO:SECRET</c>, and
/// <c>@completed</c> or <c>@every-loop</c> behind it. What cannot be read is never repeated: it may be a credential in place of a name.
/// </summary>
internal static partial class NotificationText
{
    private static readonly string[] Times =
        [NotificationSpec.VerdictChanged, NotificationSpec.Completed, NotificationSpec.EveryLoop];

    /// <param name="repository">Of GitHub, when the text names none; null for none.</param>
    /// <exception cref="CommandFailedException">It is not one.</exception>
    public static NotificationSpec Parse(string text, string? repository)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
        {
            throw CommandFailedException.Usage(
                "--notify must be slack:SECRET, webhook:SECRET or github:OWNER/REPO:SECRET, with the name of a Secret of the namespace, "
                + $"and @completed or @every-loop behind it if wanted. {HowTo(TypeOf(text))}");
        }

        var type = TypeOf(text);
        var named = match.Groups["repository"] is { Success: true } group ? group.Value : null;
        if (type == NotificationSpec.GitHub ? (named ?? repository) is null : named is not null)
        {
            throw CommandFailedException.Usage(type == NotificationSpec.GitHub
                ? "--notify github needs a repository, as in github:OWNER/REPO:SECRET."
                : "--notify: only github has a repository.");
        }

        return new()
        {
            Type = type,
            When = When(match.Groups["when"]),
            Secret = new() { Name = match.Groups["secret"].Value },
            Repository = type == NotificationSpec.GitHub ? named ?? repository : null,
        };
    }

    /// <summary>After their types; further ones of a type are counted.</summary>
    public static IReadOnlyList<NotificationSpec> Named(IReadOnlyList<NotificationSpec> notifications) =>
    [
        .. notifications.Select((notification, index) =>
        {
            var (name, before) = (
                notification.Type!.ToLowerInvariant(), notifications.Take(index).Count(other => other.Type == notification.Type));
            return notification with { Name = before == 0 ? name : $"{name}-{before + 1}" };
        }),
    ];

    /// <summary>For a person who has a credential: where it goes, and what to say instead.</summary>
    /// <param name="type">As in <see cref="NotificationSpec.Type"/>.</param>
    public static string HowTo(string type)
    {
        var name = type.ToLowerInvariant();
        return type == NotificationSpec.GitHub
            ? $"Make the Secret by `kubectl create secret generic {name} --from-literal=token=TOKEN` "
                + $"and give --notify {name}:OWNER/REPO:{name}."
            : $"Make the Secret by `kubectl create secret generic {name} --from-literal=url=URL` and give --notify {name}:{name}.";
    }

    private static string TypeOf(string text) => text.Split(':')[0].ToUpperInvariant() switch
    {
        "GITHUB" => NotificationSpec.GitHub,
        "WEBHOOK" => NotificationSpec.Webhook,
        _ => NotificationSpec.Slack,
    };

    /// <returns>Null for the default.</returns>
    private static string? When(Group group) => !group.Success
        ? null
        : Times.FirstOrDefault(
                time => time.Equals(group.Value.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
            ?? throw CommandFailedException.Usage("--notify: behind @ must be verdict-changed, completed or every-loop.");

    [GeneratedRegex(
        @"\A(slack|webhook|github):((?<repository>[a-z0-9_.-]+/[a-z0-9_.-]+):)?(?<secret>(?-i:[a-z0-9]([-a-z0-9.]*[a-z0-9])?))(@(?<when>[a-z-]+))?\z",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Pattern();
}
