using CanaryOperator.Local.ControlPlane.Assets;
using CanaryOperator.Testing;
using Spectre.Console;

namespace CanaryOperator.Local.Tests.ControlPlane.Assets;

public sealed class AssetsProgressTests
{
    [Theory]
    [InlineData(0, 360, "Compiling: 0 s of usually about 6 min")]
    [InlineData(150, 360, "Compiling: 2 min 30 s of usually about 6 min")]
    [InlineData(361, 360, "Compiling: 6 min 1 s, longer than the usual 6 min")]
    [InlineData(31, 0, "Compiling: 31 s")]
    public void Running_is_honest_about_the_time(int elapsed, int usual, string expected) =>
        ProgressText.Running("Compiling", TimeSpan.FromSeconds(elapsed), TimeSpan.FromSeconds(usual)).Should().Be(expected);

    [Fact]
    public async Task Plain_progress_prints_a_line_per_step_and_one_every_30_seconds()
    {
        var clock = new FakeTimeProvider();
        var output = new StringWriter();
        var progress = new PlainAssetsProgress(output, clock);

        await progress.RunAsync("[1/1] Compiling", TimeSpan.FromMinutes(1), _ =>
        {
            clock.Advance(TimeSpan.FromSeconds(95));
            return Task.CompletedTask;
        }, CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(95));

        output.ToString().TrimEnd().Split(Environment.NewLine).Should().Equal(
            "[1/1] Compiling (usually about 1 min)",
            "[1/1] Compiling: 30 s of usually about 1 min",
            "[1/1] Compiling: 1 min of usually about 1 min",
            "[1/1] Compiling: 1 min 30 s, longer than the usual 1 min");
    }

    [Fact]
    public async Task Terminal_progress_counts_and_leaves_a_line_with_the_time_it_took()
    {
        var clock = new FakeTimeProvider();
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(output),
        });

        await new TerminalAssetsProgress(console, clock).RunAsync("[1/1] Compiling", TimeSpan.FromMinutes(6), async _ =>
        {
            clock.Advance(TimeSpan.FromSeconds(95));
            await Eventually.BecomesTrueAsync(
                () => output.ToString().Contains("[1/1] Compiling: 1 min 35 s of usually about 6 min", StringComparison.Ordinal),
                "it is drawn");
        }, CancellationToken.None);

        output.ToString().Should().Contain("✓ [1/1] Compiling (1 min 35 s)");
    }
}
