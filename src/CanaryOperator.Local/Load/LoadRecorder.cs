namespace CanaryOperator.Local.Load;

/// <summary>Counts what became of requests. Thread-safe.</summary>
internal sealed class LoadRecorder
{
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _latencies = [];
    private readonly Dictionary<string, long> _errors = [];
    private readonly Dictionary<string, RevisionRecord> _revisions = [];
    private long _failed;

    public void Add(TimeSpan latency, Answer answer)
    {
        lock (_gate)
        {
            _latencies.Add(latency);
            if (answer.Error is { } kind)
            {
                _failed++;
                _errors[kind] = _errors.GetValueOrDefault(kind) + 1;
            }

            foreach (var name in answer.Revisions)
            {
                if (!_revisions.TryGetValue(name, out var revision))
                {
                    _revisions.Add(name, revision = new RevisionRecord());
                }

                revision.Latencies.Add(latency);
                revision.Failed += answer.Error is null ? 0 : 1;
            }
        }
    }

    public LoadProgress Progress(TimeSpan elapsed)
    {
        lock (_gate)
        {
            return new(elapsed, _latencies.Count, _failed);
        }
    }

    public LoadResult Result(TimeSpan elapsed, long notSent)
    {
        lock (_gate)
        {
            return new()
            {
                Requests = _latencies.Count,
                NotSent = notSent,
                Elapsed = elapsed,
                Latencies = new(_latencies),
                Errors = new Dictionary<string, long>(_errors),
                Revisions = _revisions.ToDictionary(
                    revision => revision.Key, revision => new RevisionResult(revision.Value.Failed, new(revision.Value.Latencies))),
            };
        }
    }

    private sealed class RevisionRecord
    {
        public List<TimeSpan> Latencies { get; } = [];

        public long Failed { get; set; }
    }
}
