namespace CanaryOperator.Local.ControlPlane.Assets;

/// <summary>Lines for logs and pipes: one at each step, and one every 30 s so that nobody takes a long step for a hanging one.</summary>
internal sealed class PlainAssetsProgress(TextWriter output, TimeProvider clock) : IAssetsProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    public void Say(string line) => output.WriteLine(line);

    public async Task RunAsync(string what, TimeSpan usual, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        output.WriteLine(ProgressText.Start(what, usual));
        var start = clock.GetTimestamp();
        await using var timer = clock.CreateTimer(
            _ => output.WriteLine(ProgressText.Running(what, clock.GetElapsedTime(start), usual)), null, Interval, Interval);
        await work(cancellationToken);
    }
}
