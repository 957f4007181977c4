using System.Text.Json.Nodes;

namespace CanaryOperator.Cli.Launching.Iter8;

/// <summary>The keys of Iter8 0.13's chart. A misspelt one would mean an experiment that checks less than somebody thinks.</summary>
internal static class Iter8Keys
{
    private const string Anything = "*";

    private static readonly string[][] Paths =
    [
        .. new[]
        {
            "tasks", "runner", "cronjobSchedule", "logLevel", "iter8Image", "majorMinor", "serviceAccountName", "resources.*",
            "ready.isvc", "ready.timeout", "ready.namespace", "ready.service", "ready.deploy", "ready.ksvc", "ready.chaosengine",
            "custommetrics.templates.*", "custommetrics.values.*", "custommetrics.versionValues",
            "assess.SLOs.upper.*", "assess.SLOs.lower.*",
            "http.headers.*", "http.endpoints.*", "grpc.*", "abnmetrics.*",
            "slack.url", "slack.payloadTemplateURL", "slack.softFailure", "slack.if",
            "github.owner", "github.repo", "github.token", "github.payloadTemplateURL", "github.softFailure", "github.if",
        }.Select(path => path.Split('.')),
        .. Iter8Load.Keys.Select(key => (string[])["http", key]),
    ];

    /// <exception cref="CommandFailedException">A key is unknown; the message has the nearest one.</exception>
    public static void Check(JsonObject values) => Check(values, []);

    private static void Check(JsonObject values, string[] prefix)
    {
        var known = Paths.Where(path => path.Length > prefix.Length && path.AsSpan().StartsWith(prefix))
            .Select(path => path[prefix.Length]).Distinct().ToList();
        if (known.Contains(Anything))
        {
            return;
        }

        foreach (var (key, value) in values)
        {
            string[] path = [.. prefix, key];
            if (!known.Contains(key))
            {
                throw CommandFailedException.Usage(Unknown(string.Join('.', path), prefix, known));
            }

            if (value is JsonObject inner)
            {
                Check(inner, path);
            }
        }
    }

    private static string Unknown(string key, string[] prefix, List<string> known)
    {
        if (known.Count == 0)
        {
            return $"--set {key}: {string.Join('.', prefix)} takes a value, not further keys.";
        }

        var all = known.Select(name => string.Join('.', (string[])[.. prefix, name])).ToList();
        return $"--set {key}: there is no such key. Did you mean {Spelling.Nearest(key, all)}? There are {string.Join(", ", all)}.";
    }
}
