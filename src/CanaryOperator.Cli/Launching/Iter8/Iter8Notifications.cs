using System.Text.Json.Nodes;
using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Cli.Launching.Iter8;

/// <summary>Iter8's tasks <c>slack</c> and <c>github</c>. Their credentials were values; ours are in Secrets, which a flag names.</summary>
internal static class Iter8Notifications
{
    /// <summary>By task: its type here, and the key of its credential.</summary>
    private static readonly Dictionary<string, (string Type, string Credential)> Receivers = new(StringComparer.Ordinal)
    {
        ["slack"] = (NotificationSpec.Slack, "url"),
        ["github"] = (NotificationSpec.GitHub, "token"),
    };

    public static IEnumerable<string> Tasks => Receivers.Keys;

    /// <param name="values">Of the task.</param>
    /// <returns>The type of notification that a flag must give.</returns>
    /// <exception cref="CommandFailedException">They have a credential, which is not repeated, or ask for what there is not.</exception>
    public static string Read(string task, JsonObject? values, Action<string> note)
    {
        var (type, credential) = Receivers[task];
        if (values?.ContainsKey(credential) == true)
        {
            throw CommandFailedException.Usage(
                $"--set {task}.{credential}: it is a credential, which an Experiment must not hold. {NotificationText.HowTo(type)}");
        }

        if (values?.ContainsKey("payloadTemplateURL") == true)
        {
            throw CommandFailedException.Usage(
                $"--set {task}.payloadTemplateURL: what is told has a fixed form; --notify webhook:SECRET sends all of it as JSON.");
        }

        if (values?.ContainsKey("if") == true)
        {
            throw CommandFailedException.Usage($"--set {task}.if: say when by --notify, as in {task}:...@completed.");
        }

        if (values?.ContainsKey("softFailure") == true)
        {
            note($"{task}.softFailure is left out: a receiver that fails never fails an Experiment");
        }

        note($"{task} hears of changes of the verdict; @every-loop behind --notify tells every loop, as Iter8 did");
        return type;
    }

    /// <summary>As in <c>OWNER/NAME</c>; null when they do not say.</summary>
    public static string? Repository(JsonObject? github) =>
        (Iter8Reader.Text(github, "github.owner"), Iter8Reader.Text(github, "github.repo")) is ({ } owner, { } name)
            ? $"{owner}/{name}"
            : null;
}
