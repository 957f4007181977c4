namespace CanaryOperator.Experiments.Load;

/// <summary>What became of the requests to one version. Thread-safe while they are counted.</summary>
internal sealed class LoadSample
{
    private readonly Lock _gate = new();
    private readonly List<double> _latencies = [];
    private readonly Dictionary<string, long> _errors = new(StringComparer.Ordinal);

    public long Requests { get; private set; }

    public long Failed => _errors.Values.Sum();

    /// <summary>How many requests failed, by <see cref="LoadAnswer.Error"/>.</summary>
    public IReadOnlyDictionary<string, long> Errors => _errors;

    /// <summary>In milliseconds, of those that somebody had.</summary>
    public IReadOnlyList<double> Latencies => _latencies;

    public void Add(TimeSpan latency, LoadAnswer answer)
    {
        lock (_gate)
        {
            Requests++;
            if (answer.Error is { } error)
            {
                _errors[error] = _errors.GetValueOrDefault(error) + 1;
            }

            if (answer.HasLatency)
            {
                _latencies.Add(latency.TotalMilliseconds);
            }
        }
    }
}
