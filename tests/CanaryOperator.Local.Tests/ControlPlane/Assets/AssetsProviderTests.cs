using CanaryOperator.Local.ControlPlane;
using CanaryOperator.Local.ControlPlane.Assets;
using CanaryOperator.Testing;

namespace CanaryOperator.Local.Tests.ControlPlane.Assets;

public sealed class AssetsProviderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly List<string> _ran = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_the_user_points_at_comes_first()
    {
        _folder.File("given/etcd", string.Empty);
        _folder.File("given/kube-apiserver", string.Empty);
        var kubectl = _folder.File("given/kubectl", string.Empty);

        var assets = await EnsureAsync(_folder.At("given"), Recipe("first"));

        assets.Should().Be(new ControlPlaneAssets(_folder.At("given/etcd"), _folder.At("given/kube-apiserver"), null, kubectl));
        _ran.Should().BeEmpty();
    }

    [Fact]
    public async Task A_controller_manager_is_taken_when_it_is_there_and_kubectl_from_the_path_first()
    {
        foreach (var name in new[] { "etcd", "kube-apiserver", "kube-controller-manager", "kubectl" })
        {
            _folder.File($"given/{name}", string.Empty);
        }

        var kubectl = _folder.Program("path/kubectl");

        var assets = await EnsureAsync(_folder.At("given"));

        assets.KubeControllerManager.Should().Be(_folder.At("given/kube-controller-manager"));
        assets.Kubectl.Should().Be(kubectl);
    }

    [Fact]
    public async Task The_first_recipe_that_works_fills_the_cache_and_the_next_run_finds_it_there()
    {
        AssetsRecipe[] recipes = [Recipe("broken", FakeStep.Fails("no network")), Recipe("good"), Recipe("never")];

        var built = await EnsureAsync(null, recipes);
        var found = await EnsureAsync(null, recipes);

        _ran.Should().Equal("broken", "good");
        found.Should().Be(built);
        built.Etcd.Should().Be(_folder.At("cache/good/bin/etcd"));
        Directory.Exists(_folder.At("cache/good/work")).Should().BeFalse("it takes gigabytes");
        Directory.Exists(_folder.At("cache/broken")).Should().BeFalse("half a build is of no use");
        _output.ToString().Should().Contain("broken does not work here: no network").And.Contain("[2/2] Making");
    }

    [Fact]
    public async Task A_cache_that_lost_a_binary_is_filled_again()
    {
        var assets = await EnsureAsync(null, Recipe("good"));
        File.Delete(assets.Etcd);

        await EnsureAsync(null, Recipe("good"));

        File.Exists(assets.Etcd).Should().BeTrue();
        _ran.Should().Equal("good", "good");
    }

    [Fact]
    public async Task A_run_that_was_killed_half_way_leaves_nothing_that_counts()
    {
        var (parent, _) = await ParentProcess.StartAsync("fill", _folder.At("cache"));
        using (parent)
        {
            File.Exists(_folder.At("cache/fake/work/leftover")).Should().BeTrue();
            await parent.SignalAsync("KILL");
        }

        await EnsureAsync(null, Recipe("fake"));

        _ran.Should().Equal("fake");
        File.Exists(_folder.At("cache/fake/complete")).Should().BeTrue();
        Directory.Exists(_folder.At("cache/fake/work")).Should().BeFalse();
    }

    [Fact]
    public async Task A_cancelled_run_leaves_nothing()
    {
        using var cancel = new CancellationTokenSource();
        var step = new FakeStep("Long", async workspace =>
        {
            await cancel.CancelAsync();
            await workspace.RunAsync("sleep", ["1000"], cancel.Token);
        });

        var run = () => EnsureAsync(null, Recipe("long", step));

        await run.Should().ThrowAsync<OperationCanceledException>();
        Directory.Exists(_folder.At("cache/long")).Should().BeFalse();
    }

    [Fact]
    public async Task Callers_at_the_same_time_share_one_run_and_the_second_says_for_whom_it_waits()
    {
        var (parent, _) = await ParentProcess.StartAsync("lock", _folder.At("cache"));
        using var _1 = parent;

        var waiting = EnsureAsync(null, Recipe("good"));
        await Eventually.BecomesTrueAsync(
            () => _output.ToString().Contains($"Waiting for process {parent.Id},", StringComparison.Ordinal),
            "the second says that it waits");
        _ran.Should().BeEmpty();
        await parent.SignalAsync("KILL");
        await waiting;

        _ran.Should().Equal("good");
    }

    [Fact]
    public async Task When_nothing_works_one_message_names_the_four_ways_why_each_failed_and_what_to_do()
    {
        var long_ = new FakeStep("Long", workspace => workspace.RunAsync("sh", ["-c", "seq 1 30; exit 2"], CancellationToken.None));

        var run = () => EnsureAsync(_folder.At("nowhere"), Recipe("archive", FakeStep.Fails("no network.")), Recipe("source", long_));

        var lines = (await run.Should().ThrowAsync<AssetsUnavailableException>()).Which.Message.Split(Environment.NewLine);
        lines[..10].Should().Equal(
            "There is no Kubernetes API server to start. There are 4 ways to get one; make one of them work:",
            $"  1. KUBEBUILDER_ASSETS: there is no folder {_folder.At("nowhere")}.",
            "     To do: set it to a folder that has kube-apiserver and etcd, and kubectl unless it is on the PATH.",
            $"  2. The cache {_folder.At("cache")}: it has no complete set of binaries.",
            "     To do: nothing by hand: the next two ways fill it.",
            "  3. archive: no network.",
            "     To do: repair archive",
            $"  4. source: sh failed with exit code 2. The last lines of {_folder.At("cache/source.log")}:",
            "       11",
            "       12");
        lines[^2..].Should().Equal("       30", "     To do: repair source");
        File.ReadAllLines(_folder.At("cache/source.log"))[0].Should().Be("$ sh -c seq 1 30; exit 2");
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_is_said_to_be_the_reason()
    {
        _folder.File("cache", "a file where the folder should be");

        var run = () => EnsureAsync(null, Recipe("good"));

        (await run.Should().ThrowAsync<AssetsUnavailableException>()).WithMessage("*The cache*cannot be written to*set XDG_CACHE_HOME*");
    }

    private AssetsRecipe Recipe(string name, IAssetsStep? step = null) => FakeStep.Recipe(
        name,
        new FakeStep("Starting", _ =>
        {
            _ran.Add(name);
            return Task.CompletedTask;
        }),
        step ?? FakeStep.MakesBinaries);

    private Task<ControlPlaneAssets> EnsureAsync(string? given, params AssetsRecipe[] recipes) =>
        new AssetsProvider(new LocalEnvironment(given, _folder.At("cache"), [_folder.At("path")]), recipes, TimeProvider.System)
            .EnsureAsync(new PlainAssetsProgress(TextWriter.Synchronized(_output), TimeProvider.System), CancellationToken.None);
}
