using CanaryOperator.Local.ControlPlane.Processes;
using CanaryOperator.Testing;

namespace CanaryOperator.Local.Tests.ControlPlane.Processes;

public sealed class ChildProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Exited_has_the_exit_code_and_the_log_both_output_streams()
    {
        await using var child = await StartAsync("echo out; echo err >&2; exit 7");

        (await child.Exited).Should().Be(7);
        File.ReadAllLines(child.LogPath).Should().Equal("out", "err");
    }

    [Fact]
    public async Task Exited_of_a_program_that_does_not_exist_is_127_and_the_log_says_why()
    {
        await using var child = await ChildProcess.StartAsync(
            new ChildProcessStart("/no/such/program", [], _folder.At("log")), CancellationToken.None);

        (await child.Exited).Should().Be(127);
        LogTail.Read(child.LogPath).Should().Contain("/no/such/program");
    }

    [Fact]
    public async Task StopAsync_lets_the_process_end_by_itself()
    {
        await using var child = await StartAsync("trap 'exit 3' TERM; echo ready; sleep 1000 & wait");
        await ReadyAsync(child);

        await child.StopAsync(TimeSpan.FromSeconds(5), new FakeTimeProvider(), CancellationToken.None);

        (await child.Exited).Should().Be(3);
    }

    [Fact]
    public async Task StopAsync_kills_what_does_not_listen_once_the_grace_is_over()
    {
        var clock = new FakeTimeProvider();
        await using var child = await StartAsync("trap '' TERM; echo ready; while :; do sleep 1000; done");
        await ReadyAsync(child);

        var stop = child.StopAsync(TimeSpan.FromSeconds(5), clock, CancellationToken.None);
        await Eventually.BecomesTrueAsync(() => clock.PendingTimers == 1, "the stop waits for its grace to end");
        stop.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromSeconds(5));
        await stop;

        (await child.Exited).Should().Be(128 + 9);
    }

    [Fact]
    public async Task DisposeAsync_ends_descendants_too_even_when_their_parent_is_gone_already()
    {
        var child = await StartAsync("sleep 1000 & echo $!; disown; echo ready");
        await child.Exited;
        await child.DisposeAsync();

        ParentProcess.IsAlive(int.Parse(File.ReadAllLines(child.LogPath)[0])).Should().BeFalse();
    }

    [Fact]
    public async Task DisposeAsync_removes_the_folder_unless_it_is_to_be_kept_for_others()
    {
        var folder = _folder.At("private");
        var first = await StartAsync("exit 0", folder);
        await first.Exited;
        File.GetUnixFileMode(folder).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        await first.DisposeKeepingFolderAsync();
        Directory.Exists(folder).Should().BeTrue("others share it");

        await (await StartAsync("sleep 1000", folder)).DisposeAsync();
        Directory.Exists(folder).Should().BeFalse("the last one is gone");
    }

    [Fact]
    public async Task StartAsync_when_the_folder_cannot_be_made_says_so()
    {
        var start = async () => await StartAsync("exit 0", _folder.File("file", string.Empty) + "/folder");

        (await start.Should().ThrowAsync<IOException>()).WithMessage("Cannot start bash: *mkdir*Not a directory*");
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task Nothing_outlives_its_parent_however_that_ends(string signal)
    {
        var folder = _folder.At("private");
        var (parent, printed) = await ParentProcess.StartAsync("child", folder);
        using var _ = parent;
        var ids = printed.Select(int.Parse).ToArray();
        ids.Should().HaveCount(2).And.OnlyContain(id => ParentProcess.IsAlive(id));

        await parent.SignalAsync(signal);

        await Eventually.BecomesTrueAsync(() => !ids.Any(ParentProcess.IsAlive), "the child and its own child are gone");
        await Eventually.BecomesTrueAsync(() => !Directory.Exists(folder), "their folder is gone");
    }

    private static Task ReadyAsync(ChildProcess child) => Eventually.BecomesTrueAsync(
        () => File.Exists(child.LogPath) && File.ReadAllText(child.LogPath).Contains("ready", StringComparison.Ordinal),
        "the child is ready");

    private Task<ChildProcess> StartAsync(string script, string? folder = null) => ChildProcess.StartAsync(
        new ChildProcessStart("bash", ["-c", script], Path.Combine(folder ?? _folder.Path, "log")) { Folder = folder },
        CancellationToken.None);
}
