namespace CanaryOperator.Runtime.Informers;

/// <summary>
/// How long to wait before the next list or watch: 800 ms, doubled each time, plus up to as much again by chance so that operators do not
/// come back to a restarted server all at once. At most 30 s when a server answers and refuses; at most 2 s while none answers, because
/// asking costs nobody anything then, and for the first answers after that: one that starts refuses until it knows its kinds and roles.
/// </summary>
/// <param name="random">Not shared with another thread.</param>
internal sealed class ReconnectBackoff(Random random)
{
    private const int RefusalsOfAStartingServer = 5;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan LongestWhenRefused = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWhenUnreachable = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan HealthyAfter = TimeSpan.FromMinutes(2);

    private TimeSpan _next = Shortest;
    private bool _wasUnreachable;
    private int _starting;

    /// <param name="connectedFor">How long the connection lasted that just ended; two minutes make up for earlier failures.</param>
    /// <param name="isUnreachable">No server answered. When that changes, waiting starts anew: it is another failure.</param>
    public TimeSpan Next(TimeSpan connectedFor, bool isUnreachable)
    {
        var startsAnew = connectedFor >= HealthyAfter || isUnreachable != _wasUnreachable;
        var delay = startsAnew ? Shortest : _next;
        _starting = isUnreachable ? RefusalsOfAStartingServer : Math.Max(0, _starting - 1);
        var longest = _starting > 0 ? LongestWhenUnreachable : LongestWhenRefused;
        _next = delay * 2 < longest ? delay * 2 : longest;
        _wasUnreachable = isUnreachable;
        return delay * (1 + random.NextDouble());
    }
}
