using CanaryOperator.Local.Prometheus;
using CanaryOperator.Local.Tests.ControlPlane;

namespace CanaryOperator.Local.Tests.Prometheus;

public sealed class ScrapeTargetsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakePods _pods = new();
    private readonly string _path;

    public ScrapeTargetsTests()
    {
        _path = _folder.At("targets.json");
        _ = new ScrapeTargets(_pods, _path);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_pod_is_listed_from_when_it_says_where_its_metrics_are_until_it_is_gone()
    {
        _pods.Put("b", "127.0.0.1:2");
        _pods.Put("a", null);
        File.ReadAllText(_path).Should().Be("""[{"targets":["127.0.0.1:2"],"labels":{"namespace":"default","pod":"b"}}]""");

        _pods.Put("a", "127.0.0.1:1");
        File.ReadAllText(_path).Should().Be(
            """
            [{"targets":["127.0.0.1:1"],"labels":{"namespace":"default","pod":"a"}},{"targets":["127.0.0.1:2"],"labels":{"namespace":"default","pod":"b"}}]
            """);

        _pods.Remove("a");
        _pods.Remove("b");
        File.ReadAllText(_path).Should().Be("[]");
    }

    [Fact]
    public void What_changes_nothing_does_not_touch_the_file()
    {
        _pods.Put("a", "127.0.0.1:1");
        File.Delete(_path);

        _pods.Put("a", "127.0.0.1:1");
        _pods.Put("b", null);

        File.Exists(_path).Should().BeFalse();
    }

    [Fact]
    public void The_file_is_replaced_and_never_seen_half_written()
    {
        _pods.Put("a", "127.0.0.1:1");
        using var reader = File.OpenText(_path);

        _pods.Put("a", "127.0.0.1:2");

        reader.ReadToEnd().Should().Contain("127.0.0.1:1", "who has opened the old file reads all of the old file");
        Directory.GetFiles(_folder.Path).Should().Equal(_path);
    }
}
