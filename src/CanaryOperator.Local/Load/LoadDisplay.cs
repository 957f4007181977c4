using Spectre.Console;

namespace CanaryOperator.Local.Load;

/// <summary>Shows how far a run is: a bar on a terminal, a line every 5 s anywhere else.</summary>
internal static class LoadDisplay
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    public static Task<LoadResult> RunAsync(IAnsiConsole console, TimeSpan duration, Func<IProgress<LoadProgress>, Task<LoadResult>> run)
    {
        if (!console.Profile.Out.IsTerminal)
        {
            return run(new Lines(TextWriter.Synchronized(console.Profile.Out.Writer), duration));
        }

        var columns = new ProgressColumn[] { new ProgressBarColumn(), new TaskDescriptionColumn { Alignment = Justify.Left } };
        return console.Progress().Columns(columns).StartAsync(context =>
            run(new Bar(context.AddTask(Text(default, duration), maxValue: duration.TotalSeconds), duration)));
    }

    private static string Text(LoadProgress progress, TimeSpan duration) =>
        $"{progress.Elapsed.TotalSeconds:0} s of {duration.TotalSeconds:0.###} s: {progress.Requests} requests, {progress.Failed} failed";

    private sealed class Bar(ProgressTask task, TimeSpan duration) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value)
        {
            task.Value = value.Elapsed.TotalSeconds;
            task.Description = Text(value, duration);
        }
    }

    private sealed class Lines(TextWriter output, TimeSpan duration) : IProgress<LoadProgress>
    {
        private TimeSpan _next = LineInterval;

        public void Report(LoadProgress value)
        {
            if (value.Elapsed >= _next)
            {
                output.WriteLine(Text(value, duration));
                _next += LineInterval;
            }
        }
    }
}
