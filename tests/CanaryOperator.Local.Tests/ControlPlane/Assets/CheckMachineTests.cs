using CanaryOperator.Local.ControlPlane.Assets;
using CanaryOperator.Local.ControlPlane.Assets.Steps;

namespace CanaryOperator.Local.Tests.ControlPlane.Assets;

public sealed class CheckMachineTests : IDisposable
{
    private const long Enough = 4_000_000_000;
    private static readonly string[] Tools = ["apt-get", "dpkg", "dpkg-source", "make", "tar", "bash"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_machine_with_all_tools_and_4_GB_will_do() => await RunAsync(Enough, Tools);

    [Theory]
    [InlineData("", Enough, "there is no apt-get*needs Debian*")]
    [InlineData("apt-get dpkg bash tar", Enough, "the build needs dpkg-source, make: apt-get install dpkg-dev make")]
    [InlineData("apt-get dpkg dpkg-source make tar bash", Enough - 1, "*needs 4 GB*has 3.9 GB free.")]
    [InlineData("apt-get dpkg dpkg-source make tar bash", 1_250_000_000, "*needs 4 GB*has 1.2 GB free.")]
    public async Task Any_other_is_told_what_it_lacks(string tools, long free, string message) =>
        await FluentActions.Awaiting(() => RunAsync(free, tools.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .Should().ThrowAsync<AssetsStepException>().WithMessage(message);

    [Theory]
    [InlineData(1, 522)]
    [InlineData(2, 335)]
    [InlineData(8, 195)]
    public void Compiling_takes_what_was_measured_on_two_processors_and_less_on_more(int processors, int seconds) =>
        new CompileKubernetes(new LocalEnvironment(null, "/cache", []), processors).Usual.TotalSeconds.Should().BeApproximately(seconds, 1);

    private Task RunAsync(long free, string[] tools)
    {
        foreach (var tool in tools)
        {
            _folder.Program($"path/{tool}");
        }

        var environment = new LocalEnvironment(null, _folder.At("cache"), [_folder.At("path")]);
        return new CheckMachine(environment, _ => free)
            .RunAsync(new AssetsWorkspace(_folder.At("bin"), _folder.At("work"), _folder.At("log")), CancellationToken.None);
    }
}
