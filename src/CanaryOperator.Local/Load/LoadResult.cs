namespace CanaryOperator.Local.Load;

/// <summary>What became of the requests of one run.</summary>
internal sealed record LoadResult
{
    /// <summary>Those that were answered, or failed.</summary>
    public required long Requests { get; init; }

    /// <summary>Those that were due, but could not be sent because too many others still waited for an answer.</summary>
    public required long NotSent { get; init; }

    /// <summary>From when the first request was due until the time was over and the last answer there.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Of all requests; one that timed out took as long as it was waited for.</summary>
    public required Latencies Latencies { get; init; }

    /// <summary>How many failed, by kind: a status code such as <c>503</c>, <c>connection</c> or <c>timeout</c>.</summary>
    public required IReadOnlyDictionary<string, long> Errors { get; init; }

    /// <summary>By the names that answers gave in <see cref="Serving.ServingHeaders.Revision"/>.</summary>
    public required IReadOnlyDictionary<string, RevisionResult> Revisions { get; init; }

    public long Failed => Errors.Values.Sum();

    public double RequestsPerSecond => Elapsed > TimeSpan.Zero ? Requests / Elapsed.TotalSeconds : 0;
}
