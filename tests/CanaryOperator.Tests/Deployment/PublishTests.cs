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
        var published = await PublishedOperator.GetAsync();

        var result = await published.RunAsync("--help");

        result.ExitCode.Should().Be(0, result.Error);
        result.Output.Should().Contain("--leader-elect");
        File.Exists(Path.Combine(Path.GetDirectoryName(published.Executable)!, "libcoreclr.so")).Should().BeTrue("it brings its own runtime");
    }

    [Fact]
    public async Task A_wrong_option_is_refused_by_name()
    {
        var published = await PublishedOperator.GetAsync();

        var result = await published.RunAsync("--max-concurrent-reconciles", "none");

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("--max-concurrent-reconciles must be a whole number of at least 1, not 'none'");
    }
}
