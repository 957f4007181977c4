using CanaryOperator.Api.Experiments;
using CanaryOperator.Core.Texts;

namespace CanaryOperator.Experiments.Notifications;

/// <summary>A document for a chat: the verdict, whom it is about, and what is violated.</summary>
internal static class SlackText
{
    private const int MostResults = 10;

    public static string Of(NotificationDocument document)
    {
        var (experiment, loop) = (document.Experiment, document.Loop);
        var before = document.Reason == NotificationSpec.VerdictChanged && document.PreviousVerdict is { } previous
            ? $", after {Words(previous)}"
            : "";
        List<string> lines =
        [
            $"{Words(document.Verdict)}{before}: {document.Target.InferenceService} in {experiment.Namespace}",
            $"Experiment {experiment.Name}, loop {loop.Number}{(experiment.Completed ? ", completed" : "")}",
            .. Reasons(document),
        ];
        if (loop.Error is { } error)
        {
            lines.Add($"The last loop failed: {error}");
        }

        return string.Join('\n', lines.Select(Escaped));
    }

    private static IEnumerable<string> Reasons(NotificationDocument document)
    {
        var violated = (document.Objectives ?? [])
            .SelectMany(objective => objective.Versions ?? [], (objective, result) => (objective.Metric, Result: result))
            .Where(pair => pair.Result.Verdict == Verdicts.Violated)
            .Select(pair => $"• {pair.Metric} of {pair.Result.Name}: {pair.Result.Message}")
            .ToList();
        if (violated.Count == 0)
        {
            return document.Message is { } message ? [message] : [];
        }

        return violated.Count <= MostResults
            ? violated
            : violated.Take(MostResults).Append($"and {violated.Count - MostResults} more");
    }

    private static string Words(string? verdict) => verdict is null ? "No verdict" : Verdicts.Words(verdict);

    /// <summary>
    /// By Slack's rules, so that a name is neither a link nor a mention like <c>&lt;!channel&gt;</c>. Chats that follow Slack take a plain
    /// <c>@channel</c> for one, too: a character that joins without being seen separates it.
    /// </summary>
    private static string Escaped(string text) => PlainText.Of(text)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("@", "@\u2060", StringComparison.Ordinal);
}
