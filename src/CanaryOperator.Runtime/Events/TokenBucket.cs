namespace CanaryOperator.Runtime.Events;

/// <summary>Allows bursts and, over time, a rate. Starts full. Not thread-safe.</summary>
/// <param name="burst">Tokens it holds at most.</param>
/// <param name="refill">Time after which one token comes back.</param>
internal sealed class TokenBucket(int burst, TimeSpan refill, DateTimeOffset now)
{
    private double _tokens = burst;
    private DateTimeOffset _updatedAt = now;

    /// <summary>When a token was last asked for.</summary>
    public DateTimeOffset LastUsed => _updatedAt;

    public bool TryTake(DateTimeOffset now)
    {
        var passed = now > _updatedAt ? now - _updatedAt : TimeSpan.Zero;
        _tokens = Math.Min(burst, _tokens + (passed / refill));
        _updatedAt = now;
        if (_tokens < 1)
        {
            return false;
        }

        _tokens--;
        return true;
    }
}
