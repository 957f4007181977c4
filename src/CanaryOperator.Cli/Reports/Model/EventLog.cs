namespace CanaryOperator.Cli.Reports.Model;

/// <summary>What changed from loop to loop. Loops that fail in a row for the same reason are one event.</summary>
internal sealed class EventLog
{
    private readonly List<ReportEvent> _events = [];
    private readonly Dictionary<string, ReportLoopVersion> _versions = [];
    private string? _verdict;
    private string? _error;

    private EventLog()
    {
    }

    public static IReadOnlyList<ReportEvent> Read(IEnumerable<ReportLoop> history)
    {
        var log = new EventLog();
        foreach (var loop in history)
        {
            log.Add(loop);
        }

        return log._events;
    }

    private void Add(ReportLoop loop)
    {
        foreach (var version in loop.Versions)
        {
            AddVersion(loop, version);
        }

        if (loop.Verdict is null)
        {
            AddFailure(loop, loop.Error ?? "unknown error");
        }
        else
        {
            AddVerdict(loop, loop.Verdict);
        }
    }

    private void AddVersion(ReportLoop loop, ReportLoopVersion version)
    {
        if (_versions.TryGetValue(version.Name, out var before))
        {
            if (version.Revision != before.Revision)
            {
                var message = $"{version.Name} is {version.Revision ?? "no revision"}, was {before.Revision ?? "none"}.";
                Record(loop, EventType.RevisionChanged, message, version.Name);
            }

            if (version.TrafficPercent != before.TrafficPercent)
            {
                var message = $"{version.Name} gets {Share(version)} of the traffic, was {Share(before)}.";
                Record(loop, EventType.TrafficChanged, message, version.Name);
            }
        }

        _versions[version.Name] = version;
    }

    private void AddFailure(ReportLoop loop, string error)
    {
        if (_error == error && _events.FindLastIndex(candidate => candidate.Type == EventType.LoopFailed) is var index and >= 0)
        {
            _events[index] = _events[index] with { LastLoop = loop.Loop };
        }
        else
        {
            Record(loop, EventType.LoopFailed, error, version: null);
        }

        _error = error;
    }

    private void AddVerdict(ReportLoop loop, string verdict)
    {
        if (_verdict is null)
        {
            Record(loop, EventType.Began, $"The verdict is {VerdictWords.InText(verdict)}.", version: null);
        }
        else if (verdict != _verdict)
        {
            var message = $"The verdict is {VerdictWords.InText(verdict)}, was {VerdictWords.InText(_verdict)}.";
            Record(loop, EventType.VerdictChanged, message, version: null);
        }
        else if (_error is not null)
        {
            Record(loop, EventType.Recovered, $"Measured again; the verdict is still {VerdictWords.InText(verdict)}.", version: null);
        }

        _verdict = verdict;
        _error = null;
    }

    private void Record(ReportLoop loop, EventType type, string message, string? version)
        => _events.Add(new() { Type = type, Loop = loop.Loop, Time = loop.Time, Version = version, Message = message });

    private static string Share(ReportLoopVersion version) => version.TrafficPercent is { } percent ? $"{percent} %" : "nothing";
}
