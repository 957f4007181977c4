using System.Runtime.CompilerServices;

namespace CanaryOperator.Testing;

/// <summary>Waits, in real time, for what other threads or processes are about to make true.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <exception cref="TimeoutException">It did not come true within 30 s; the message says what was awaited.</exception>
    public static Task BecomesTrueAsync(
        Func<bool> condition,
        string what,
        TimeSpan? patience = null,
        [CallerArgumentExpression(nameof(condition))] string expression = "") =>
        BecomesTrueAsync(() => Task.FromResult(condition()), what, patience, expression);

    /// <inheritdoc cref="BecomesTrueAsync(Func{bool},string,TimeSpan?,string)"/>
    public static async Task BecomesTrueAsync(
        Func<Task<bool>> condition,
        string what,
        TimeSpan? patience = null,
        [CallerArgumentExpression(nameof(condition))] string expression = "")
    {
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        while (!await condition())
        {
            if (clock.GetElapsedTime(start) > (patience ?? Patience))
            {
                throw new TimeoutException($"Waited {(patience ?? Patience).TotalSeconds:0} s for: {what} ({expression})");
            }

            await Task.Delay(Interval, clock);
        }
    }
}
