using CanaryOperator.Local.ControlPlane.Assets;
using CanaryOperator.Testing;

namespace CanaryOperator.Local.Tests.ControlPlane.Assets;

public sealed class ToolProviderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Those_on_the_path_come_first()
    {
        var (saw, plane) = (_folder.Program("path/saw"), _folder.Program("path/plane"));

        (await EnsureAsync(FakeStep.Fails("never"))).Should().Equal(new Dictionary<string, string> { ["saw"] = saw, ["plane"] = plane });
    }

    [Fact]
    public async Task One_alone_on_the_path_is_not_mixed_with_another_from_elsewhere()
    {
        _folder.Program("path/saw");

        (await EnsureAsync(Fetches(() => { }))).Values.Should().OnlyContain(path => path.StartsWith(_folder.At("cache")));
    }

    [Fact]
    public async Task Otherwise_they_are_fetched_once()
    {
        var fetched = 0;
        var step = Fetches(() => fetched++);

        Provider(step).Find().Should().BeNull();
        var first = await EnsureAsync(step);
        var second = await EnsureAsync(step);

        fetched.Should().Be(1);
        first.Keys.Should().Equal("saw", "plane");
        second.Should().Equal(first).And.Equal(Provider(step).Find());
    }

    [Fact]
    public async Task Without_any_the_message_says_why_and_what_to_do()
    {
        await FailsAsync("There is no saw and no plane on the PATH. tools: no network. To do: repair tools");

        _folder.Program("path/saw");
        await FailsAsync("There is no plane on the PATH. tools: no network. To do: repair tools");
    }

    private static FakeStep Fetches(Action happens) => new("Fetching", workspace =>
    {
        happens();
        File.WriteAllText(workspace.InBin("saw"), string.Empty);
        File.WriteAllText(workspace.InBin("plane"), string.Empty);
        return Task.CompletedTask;
    });

    private async Task FailsAsync(string message) =>
        (await FluentActions.Awaiting(() => EnsureAsync(FakeStep.Fails("no network."))).Should().ThrowAsync<AssetsStepException>())
            .WithMessage(message);

    private Task<IReadOnlyDictionary<string, string>> EnsureAsync(FakeStep step) =>
        Provider(step).EnsureAsync(new PlainAssetsProgress(TextWriter.Null, TimeProvider.System), CancellationToken.None);

    private ToolProvider Provider(FakeStep step) => new(
        new LocalEnvironment(KubebuilderAssets: null, _folder.At("cache"), [_folder.At("path")]),
        ["saw", "plane"],
        FakeStep.Recipe("tools", step),
        new FakeTimeProvider());
}
