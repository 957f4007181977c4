using CanaryOperator.Kubernetes.Authentication.Exec;
using CanaryOperator.Kubernetes.Tests.Configuration;

namespace CanaryOperator.Kubernetes.Tests.Authentication;

public sealed class ExecutableFinderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void First_folder_of_the_path_wins()
    {
        var first = _folder.Write("1/plugin", "");
        _folder.Write("2/plugin", "");

        var searchPath = string.Join(Path.PathSeparator, _folder.Path("0"), _folder.Path("1"), _folder.Path("2"));

        ExecutableFinder.Find("plugin", searchPath).Should().Be(first);
    }

    [Fact]
    public void Folders_relative_to_the_current_one_are_not_searched()
    {
        var here = Path.GetFileName(Directory.EnumerateFiles(Directory.GetCurrentDirectory()).First());

        ExecutableFinder.Find(here, $".{Path.PathSeparator}").Should().BeNull();
        ExecutableFinder.Find(here, null).Should().BeNull();
    }
}
