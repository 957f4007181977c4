using System.Globalization;
using System.Text.Json.Nodes;
using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Cli.Launching.Iter8;

/// <summary>Iter8's <c>http</c> task as loads of ours: one, or one for each of its endpoints.</summary>
internal sealed class Iter8Load(JsonObject section, Action<string> note)
{
    private const string Task = "http";

    /// <summary>Of the task, and of each endpoint, whose value goes before the task's.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        "url", "numRequests", "duration", "qps", "connections", "payloadStr", "payloadURL", "contentType", "headers", "errorRanges",
        "percentiles", "allowInitialErrors", "warmupNumRequests", "warmupDuration",
    ];

    public IReadOnlyList<RequestedLoad> Translate()
    {
        var endpoints = Iter8Reader.Map(section, $"{Task}.endpoints");
        return endpoints is null
            ? [Load(Task, Task, section)]
            : [.. endpoints.Select(endpoint => Endpoint($"{Task}-{endpoint.Key}", $"{Task}.endpoints.{endpoint.Key}", endpoint.Value))];
    }

    private RequestedLoad Endpoint(string name, string path, JsonNode? value)
    {
        var own = value as JsonObject
            ?? throw CommandFailedException.Usage($"--set {path}: it has keys of its own, as in {path}.url=VALUE.");
        if (own.Select(key => key.Key).FirstOrDefault(key => !Keys.Contains(key)) is { } unknown)
        {
            throw CommandFailedException.Usage(
                $"--set {path}.{unknown}: there is no such key. Did you mean {Spelling.Nearest(unknown, Keys)}?");
        }

        var merged = (JsonObject)section.DeepClone();
        merged.Remove("endpoints");
        foreach (var (key, setting) in own)
        {
            merged[key] = setting?.DeepClone();
        }

        return Load(name, path, merged);
    }

    /// <param name="path">Where it is, for errors.</param>
    private RequestedLoad Load(string name, string path, JsonObject settings)
    {
        if (settings.ContainsKey("allowInitialErrors"))
        {
            note($"{path}.allowInitialErrors is left out: errors are counted, the first as any other");
        }

        var requests = Whole("numRequests");
        var (warmUpRequests, warmUpDuration) = (Whole("warmupNumRequests"), Text("warmupDuration"));
        return new(
            new()
            {
                Name = name == LoadSpec.DefaultName ? null : name,
                Url = Text("url") ?? throw CommandFailedException.Usage($"--set {path}.url is missing."),
                Headers = Iter8Reader.Map(settings, $"{path}.headers")?
                    .ToDictionary(header => header.Key, header => JsonValues.Text(header.Value) ?? "", StringComparer.Ordinal),
                Payload = Text("payloadStr"),
                ContentType = Text("contentType"),
                Rate = Text("qps") is null ? null : Iter8Reader.Number(settings["qps"], $"{path}.qps"),
                Requests = requests,
                Duration = requests is null ? Text("duration") : null,
                Connections = (int?)Whole("connections"),
                ErrorRanges = Ranges(),
                LatencyPercentiles = Percentiles(),
                WarmUp = warmUpRequests is null && warmUpDuration is null
                    ? null
                    : new() { Requests = warmUpRequests, Duration = warmUpRequests is null ? warmUpDuration : null },
            },
            Text("payloadURL"));

        string? Text(string key) => Iter8Reader.Text(settings, $"{path}.{key}");

        long? Whole(string key) => Text(key) is not { } text ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 ? number
            : throw CommandFailedException.Usage($"--set {path}.{key}: it must be a whole number of at least 1.");

        List<double>? Percentiles() => Iter8Reader.List(settings, $"{path}.percentiles")?
            .Select(percentile => Iter8Reader.Number(percentile, $"{path}.percentiles"))
            .Concat(LoadSpec.DefaultPercentiles).Distinct().Order().ToList();
    }

    /// <summary>Of the task alone, as in Iter8.</summary>
    private List<StatusRange>? Ranges() => Iter8Reader.List(section, $"{Task}.errorRanges")?.Select((range, index) => new StatusRange
    {
        Lower = Status(range, index, "lower"),
        Upper = Status(range, index, "upper"),
    }).ToList();

    private static int? Status(JsonNode? range, int index, string key) =>
        (range as JsonObject)?[key] is { } value ? (int)Iter8Reader.Number(value, $"{Task}.errorRanges[{index}].{key}") : null;
}
