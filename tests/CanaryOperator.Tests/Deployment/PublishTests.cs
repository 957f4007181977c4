using System.Diagnostics;
using CanaryOperator.Local.ControlPlane.Processes;
using CanaryOperator.Testing;
using CanaryOperator.Tests.Deployment.Support;

namespace CanaryOperator.Tests.Deployment;

/// <summary>The binary of the image. That it works in a cluster is for <see cref="RoleTests"/> to show.</summary>
[Collection(InstalledOperator.Name)]
public sealed class PublishTests
{
    [Fact]
    public async Task It_is_trimmed_without_a_warning()
    {
        var published = await PublishedOperator.GetAsync();

        published.Log.Should().NotContain(": warning ").And.NotContain("IL2104");
    }

    [Fact]
    public async Task It_needs_nothing_beside_itself_and_tells_its_options()
    {
        var executable = (await PublishedOperator.GetAsync()).Executable;

        var result = await RunAsync(executable, "--help");

        result.ExitCode.Should().Be(0, result.Error);
        result.Output.Should().Contain("--leader-elect");
        File.Exists(Path.Combine(Path.GetDirectoryName(executable)!, "libcoreclr.so")).Should().BeTrue("it brings its own runtime");
    }

    [Fact]
    public async Task A_wrong_option_is_refused_by_name()
    {
        var executable = (await PublishedOperator.GetAsync()).Executable;

        var result = await RunAsync(executable, "--max-concurrent-reconciles", "none");

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("--max-concurrent-reconciles must be a whole number of at least 1, not 'none'");
    }

    private static Task<CapturedResult> RunAsync(string executable, params string[] arguments) =>
        CapturedProcess.RunAsync(new ProcessStartInfo(executable, arguments), string.Empty, CancellationToken.None);
}
