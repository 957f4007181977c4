using System.CommandLine;
using System.Globalization;
using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Api.Validation;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Cli.Launching;
using CanaryOperator.Core.Scheduling;

namespace CanaryOperator.Cli.Commands;

/// <summary>The flags of <c>launch</c> that say what is measured, when, and what is promised. They go before Iter8's keys.</summary>
internal sealed class LaunchOptions
{
    private readonly Option<string?> _isvc = CommonOptions.Optional<string>("--isvc", "The InferenceService. Default: found from --set.");
    private readonly Option<string?> _group = CommonOptions.Optional<string>(
        "--api-group", $"Of the InferenceService. Default: {WellKnown.KServeGroup}.");
    private readonly Option<string?> _component = CommonOptions.Optional<string>(
        "--component", "Of the InferenceService. Default: predictor.");
    private readonly Option<string[]> _revisions = CommonOptions.Repeated(
        "--revision", "NAME=REVISION of a version. Default: candidate and stable, found from the InferenceService in each loop.");

    private readonly Option<string[]> _templates = CommonOptions.Repeated(
        "--template",
        "SOURCE=TEMPLATE of metrics: a file, a URL, MetricTemplate/NAME or a built-in (kserve-prometheus, istio-prometheus).");

    private readonly Option<string[]> _objectives = CommonOptions.Repeated("--objective", "SOURCE/METRIC<=LIMIT, or >= for a lower limit.");
    private readonly Option<string?> _percentiles = CommonOptions.Optional<string>("--percentiles", "Of latencies, as in 50,90,99.9.");
    private readonly Option<string?> _window = CommonOptions.Optional<string>(
        "--window", "How far a loop looks back, as in 5m. Default: to the loop before, at least a minute.");

    private readonly Option<long?> _requests = CommonOptions.Optional<long?>(
        "--min-requests", "Of a version before it is judged. Default: 1.");
    private readonly Option<string?> _schedule = CommonOptions.Optional<string>("--schedule", "Cron, five fields. Default: one loop.");
    private readonly Option<string?> _zone = CommonOptions.Optional<string>(
        "--time-zone", "Of the schedule, as in Europe/Berlin. Default: UTC.");
    private readonly Option<int?> _loops = CommonOptions.Optional<int?>("--loops", "End after so many.");
    private readonly Option<string?> _deadline = CommonOptions.Optional<string>("--deadline", "End after this long, as in 2h.");
    private readonly Option<string?> _ready = CommonOptions.Optional<string>(
        "--ready-timeout", "Measure only when the InferenceService is ready; wait this long for it, as in 180s.");

    private readonly Option<string?> _loadUrl = CommonOptions.Optional<string>(
        "--load-url", "Send load in each loop, to http://${revision}.${namespace}.svc.cluster.local/... for example. Metrics are http/...");

    private readonly Option<double?> _loadRate = CommonOptions.Optional<double?>(
        "--load-rate", "Requests per second to each version. Default: 8.");

    private readonly Option<string?> _loadDuration = CommonOptions.Optional<string>("--load-duration", "For how long, as in 30s.");
    private readonly Option<long?> _loadRequests = CommonOptions.Optional<long?>(
        "--load-requests", "How many to each version. Default: 100, without --load-duration.");

    private readonly Option<string?> _loadPayload = CommonOptions.Optional<string>(
        "--load-payload", "File or URL of what is sent by POST. Default: nothing, by GET.");

    private readonly Option<string[]> _loadHeaders = CommonOptions.Repeated(
        "--load-header", "NAME=VALUE of a header, as in Host=${revision}.example.com.");

    private readonly Option<bool> _suspend = new("--suspend") { Description = "Begin no loop yet." };
    private readonly Option<string?> _url = CommonOptions.Optional<string>(
        "--provider-url", "Where metrics are asked for, in place of the template's.");
    private readonly Option<string?> _secret = CommonOptions.Optional<string>(
        "--provider-secret", "Secret with the provider's credentials.");

    private readonly Option<string[]> _notify = CommonOptions.Repeated(
        "--notify",
        "Who is told when the verdict changes: slack:SECRET, webhook:SECRET (key url) or github:OWNER/REPO:SECRET (key token); with "
        + "@completed or @every-loop behind it, at other times.");

    private Option[] Measuring => [_isvc, _group, _component, _revisions, _templates, _percentiles, _window, _url, _secret];

    public LaunchOptions()
    {
        _component.AcceptOnlyFromAmong([.. Components.All.Select(component => component.Key())]);
        _group.AcceptOnlyFromAmong([.. WellKnown.Groups]);
    }

    public void AddTo(Command command)
    {
        Option[] all =
        [
            _isvc, _group, _component, _revisions, _templates, _objectives, _percentiles, _window, _requests, _schedule, _zone, _loops,
            _deadline, _ready, _suspend, _url, _secret, _notify,
            _loadUrl, _loadRate, _loadDuration, _loadRequests, _loadPayload, _loadHeaders,
        ];
        Array.ForEach(all, command.Add);
    }

    /// <summary>Of them, those that say what is measured.</summary>
    public void AddMeasuringTo(Command command) => Array.ForEach(Measuring, command.Add);

    /// <summary>Somebody gave one of those that say what is measured.</summary>
    public bool SaysWhatIsMeasured(ParseResult parsed) => Measuring.Any(option => parsed.GetResult(option) is { Implicit: false });

    /// <exception cref="CommandFailedException">A flag has a value that it cannot have.</exception>
    public LaunchSettings Read(ParseResult parsed, LaunchSettings iter8)
    {
        var revisions = parsed.GetRequiredValue(_revisions).Select(text => Pair("--revision", text)).ToList();
        var templates = new Dictionary<string, string>(iter8.Templates, StringComparer.Ordinal);
        foreach (var text in parsed.GetRequiredValue(_templates))
        {
            var (source, template) = text.Contains('=', StringComparison.Ordinal) ? Pair("--template", text) : (text, text);
            templates[source] = template;
        }

        return iter8 with
        {
            InferenceService = parsed.GetValue(_isvc) ?? iter8.InferenceService,
            Group = parsed.GetValue(_group),
            Component = parsed.GetValue(_component),
            Versions = revisions.Count == 0
                ? iter8.Versions
                : [.. revisions.Select(pair => new ExperimentVersion { Name = pair.Key, Revision = pair.Value })],
            Templates = templates,
            Objectives = ObjectiveText.Merge([.. iter8.Objectives, .. (parsed.GetValue(_objectives) ?? []).Select(ObjectiveText.Parse)]),
            Percentiles = Percentiles(parsed.GetValue(_percentiles)) ?? iter8.Percentiles,
            Window = Duration("--window", parsed.GetValue(_window)),
            MinimumRequests = parsed.GetValue(_requests),
            Schedule = Schedule(parsed.GetValue(_schedule) ?? iter8.Schedule),
            TimeZone = parsed.GetValue(_zone),
            Loops = parsed.GetValue(_loops),
            Deadline = Duration("--deadline", parsed.GetValue(_deadline)),
            ReadyTimeout = Duration("--ready-timeout", parsed.GetValue(_ready) ?? iter8.ReadyTimeout),
            Suspend = parsed.GetValue(_suspend) ? true : iter8.Suspend,
            Url = parsed.GetValue(_url) ?? iter8.Url,
            Secret = parsed.GetValue(_secret),
            Notifications = Notifications(parsed.GetValue(_notify) ?? [], iter8),
            Load = Load(parsed, iter8.Load),
        };
    }

    private static IReadOnlyList<NotificationSpec> Notifications(string[] texts, LaunchSettings iter8)
    {
        var notifications = NotificationText.Named([.. texts.Select(text => NotificationText.Parse(text, iter8.Repository))]);
        return iter8.Receivers.FirstOrDefault(type => notifications.All(notification => notification.Type != type)) is { } missing
            ? throw CommandFailedException.Usage(
                $"--set tasks: whom {missing.ToLowerInvariant()} tells is in a Secret. {NotificationText.HowTo(missing)}")
            : notifications;
    }

    private IReadOnlyList<RequestedLoad> Load(ParseResult parsed, IReadOnlyList<RequestedLoad> iter8)
    {
        if (parsed.GetValue(_loadUrl) is not { } url)
        {
            Option[] details = [_loadRate, _loadDuration, _loadRequests, _loadPayload, _loadHeaders];
            return details.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } useless
                ? throw CommandFailedException.Usage($"{useless.Name} needs --load-url.")
                : iter8;
        }

        var headers = parsed.GetRequiredValue(_loadHeaders).Select(text => Pair("--load-header", text)).ToList();
        var load = new LoadSpec
        {
            Url = url,
            Headers = headers.Count == 0
                ? null
                : headers.DistinctBy(header => header.Key)
                    .ToDictionary(header => header.Key, header => header.Value, StringComparer.Ordinal),
            Rate = parsed.GetValue(_loadRate),
            Duration = Duration("--load-duration", parsed.GetValue(_loadDuration)),
            Requests = parsed.GetValue(_loadRequests),
        };
        return [new(load, parsed.GetValue(_loadPayload))];
    }

    private static (string Key, string Value) Pair(string option, string text) =>
        text.Split('=', 2) is [{ Length: > 0 } key, { Length: > 0 } value]
            ? (key, value)
            : throw CommandFailedException.Usage($"{option} '{text}' must be NAME=VALUE.");

    private static List<double>? Percentiles(string? text) => text?.Split(',').Select(part =>
        JsonValues.Number(part) is > 0 and < 100
            ? double.Parse(part, CultureInfo.InvariantCulture)
            : throw CommandFailedException.Usage($"--percentiles '{text}' must be numbers "
                + "above 0 and below 100, as in 50,90,99.9.")).ToList();

    private static string? Duration(string option, string? text) => text is null || GoDuration.Seconds(text) is > 0
        ? text
        : throw CommandFailedException.Usage($"{option} '{text}' must be a duration above 0, as in 90s, 5m or 1h30m.");

    private static string? Schedule(string? text)
    {
        try
        {
            _ = text is null ? null : CronSchedule.Parse(text);
            return text;
        }
        catch (FormatException e)
        {
            throw CommandFailedException.Usage($"The schedule '{text}' cannot be used: {e.Message}");
        }
    }
}
