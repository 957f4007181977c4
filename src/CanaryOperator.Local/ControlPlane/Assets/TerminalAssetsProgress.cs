using Spectre.Console;

namespace CanaryOperator.Local.ControlPlane.Assets;

/// <summary>A line that counts the seconds of the running step, and stays, with the time it took, when the step is done.</summary>
internal sealed class TerminalAssetsProgress(IAnsiConsole console, TimeProvider clock) : IAssetsProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public void Say(string line) => console.WriteLine(line);

    public async Task RunAsync(string what, TimeSpan usual, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        await console.Status().StartAsync(Markup.Escape(ProgressText.Start(what, usual)), async status =>
        {
            await using var timer = clock.CreateTimer(_ => Update(status), null, Interval, Interval);
            await work(cancellationToken);
        });
        console.MarkupLineInterpolated($"[green]✓[/] {what} ({ProgressText.Duration(clock.GetElapsedTime(start))})");

        void Update(StatusContext status) =>
            status.Status = Markup.Escape(ProgressText.Running(what, clock.GetElapsedTime(start), usual));
    }
}
