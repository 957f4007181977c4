namespace CanaryOperator.Benchmarks.Cluster;

internal static class Waiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <param name="interval">Long enough that asking does not disturb what is measured.</param>
    /// <exception cref="TimeoutException">After five minutes; the message says what was awaited.</exception>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what, TimeSpan interval, CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        while (!await condition())
        {
            if (clock.GetElapsedTime(start) > Patience)
            {
                throw new TimeoutException($"Waited {Patience.TotalMinutes:0} minutes for: {what}");
            }

            await Task.Delay(interval, clock, cancellationToken);
        }
    }
}
