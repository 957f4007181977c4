using System.Text.RegularExpressions;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Api.Validation;

namespace CanaryOperator.Experiments.Notifications;

/// <summary>What the author of an Experiment must change in its notifications.</summary>
internal static partial class NotificationValidation
{
    public static IEnumerable<FieldError> Errors(IReadOnlyList<NotificationSpec> notifications)
    {
        for (var index = 0; index < notifications.Count; index++)
        {
            var (field, notification) = ($"spec.notifications[{index}]", notifications[index]);
            if (!DnsNames.IsLabel(notification.Name ?? ""))
            {
                yield return new($"{field}.name", notification.Name, "must be lower case letters, digits and -, at most 63");
            }
            else if (notifications.Take(index).Any(other => other.Name == notification.Name))
            {
                yield return new($"{field}.name", notification.Name, "must not be another notification's too");
            }

            if (notification.Type is not (NotificationSpec.Slack or NotificationSpec.GitHub or NotificationSpec.Webhook))
            {
                yield return new($"{field}.type", notification.Type, "must be Slack, GitHub or Webhook");
            }

            if (notification.When is not
                    (null or NotificationSpec.VerdictChanged or NotificationSpec.Completed or NotificationSpec.EveryLoop))
            {
                yield return new($"{field}.when", notification.When, "must be VerdictChanged, Completed or EveryLoop");
            }

            if (string.IsNullOrEmpty(notification.Secret?.Name))
            {
                yield return new($"{field}.secret.name", null, "must name a Secret of this namespace");
            }

            var isGitHub = notification.Type == NotificationSpec.GitHub;
            if (isGitHub ? !Repository().IsMatch(notification.Repository ?? "") : notification.Repository is not null)
            {
                yield return new($"{field}.repository", notification.Repository, "must be OWNER/NAME for GitHub, and nothing for others");
            }

            if (notification.Url is { } url && (!isGitHub || !Uri.TryCreate(url, UriKind.Absolute, out _)))
            {
                yield return new(
                    $"{field}.url", null, "must be the address of GitHub's API, and nothing for others: theirs are in Secrets");
            }
        }
    }

    /// <summary>Neither part is <c>.</c> or <c>..</c>, which would lead to another of GitHub's paths.</summary>
    [GeneratedRegex(@"\A(?!\.\.?/)[A-Za-z0-9_.-]+/(?!\.\.?\z)[A-Za-z0-9_.-]+\z", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Repository();
}
