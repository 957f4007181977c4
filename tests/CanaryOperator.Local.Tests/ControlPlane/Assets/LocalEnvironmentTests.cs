using CanaryOperator.Local.ControlPlane.Assets;

namespace CanaryOperator.Local.Tests.ControlPlane.Assets;

public sealed class LocalEnvironmentTests
{
    [Theory]
    [InlineData(null, "/home/me/.cache/canary-operator")]
    [InlineData("", "/home/me/.cache/canary-operator")]
    [InlineData("relative/is/ignored", "/home/me/.cache/canary-operator")]
    [InlineData("/var/cache/me", "/var/cache/me/canary-operator")]
    public void From_finds_the_cache_where_the_xdg_specification_puts_it(string? cacheHome, string expected) =>
        LocalEnvironment.From(name => name == "XDG_CACHE_HOME" ? cacheHome : null, "/home/me").CacheFolder.Should().Be(expected);

    [Fact]
    public void From_takes_an_empty_KUBEBUILDER_ASSETS_for_none() =>
        LocalEnvironment.From(_ => string.Empty, "/home/me").KubebuilderAssets.Should().BeNull();

    [Fact]
    public void FindOnPath_takes_the_first_that_may_be_run()
    {
        using var folder = new TemporaryFolder();
        folder.File("a/kubectl", "not executable");
        var expected = folder.Program("b/kubectl");
        folder.Program("c/kubectl");
        var environment = LocalEnvironment.From(
            name => name == "PATH" ? $"{folder.At("none")}::{folder.At("a")}:{folder.At("b")}:{folder.At("c")}" : null, "/home/me");

        environment.FindOnPath("kubectl").Should().Be(expected);
        environment.FindOnPath("helm").Should().BeNull();
    }
}
