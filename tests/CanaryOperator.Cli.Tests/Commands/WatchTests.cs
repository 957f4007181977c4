using System.Threading.Channels;
using CanaryOperator.Testing;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Cli.Tests.Commands;

public sealed class WatchTests : IAsyncDisposable
{
    private const string Candidate = "sklearn-iris-predictor-00002";

    private readonly CliRun _cli = new();
    private readonly Channel<string> _changes = Channel.CreateUnbounded<string>();
    private volatile string _revision = Revision("True", "");
    private volatile Reply _service = Replies.Json(FakeObjects.SklearnIris);

    public ValueTask DisposeAsync() => _cli.DisposeAsync();

    [Fact]
    public async Task Get_with_watch_shows_what_becomes_of_a_revision_until_the_service_is_gone()
    {
        _cli.Server.On(request => request.Path == $"{FakeObjects.Services}/sklearn-iris", (exchange, token) => _service(exchange, token))
            .Has(FakeObjects.Services, List(FakeObjects.SklearnIris))
            .Has(FakeObjects.Experiments, List())
            .Has(FakeObjects.Revisions, (exchange, token) => List(_revision)(exchange, token))
            .On(request => request.Path == FakeObjects.Revisions, ChangesAsync)
            .On(request => request.IsWatch, Replies.EventsThenSilence());
        var running = _cli.RunAsync("get", "sklearn-iris", "--watch");
        await Eventually.BecomesTrueAsync(() => _cli.Output.Contains($"{Candidate} 10 % ready"), "the rollout is shown");

        await ChangeAsync(_revision = Revision("False", "out of memory"));
        await Eventually.BecomesTrueAsync(
            () => _cli.Output.Contains($"{Candidate} 10 % not ready: out of memory"), "the change is shown");

        _service = FakeObjects.NotFound;
        await ChangeAsync(_revision);
        (await running).Should().Be(3, _cli.Output + _cli.Error);
        _cli.Output.Split('\n').Should().OnlyHaveUniqueItems("what has not changed is not told again");
    }

    private static Reply List(params string[] items) => Replies.Json(WireJson.List("7", "", items));

    private static string Revision(string ready, string message) =>
        $$"""
        {"metadata":{"name":"{{Candidate}}","namespace":"default","resourceVersion":"8"},
         "status":{"conditions":[{"type":"Ready","status":"{{ready}}","message":"{{message}}"}]} }
        """.ReplaceLineEndings("");

    private ValueTask ChangeAsync(string revision) => _changes.Writer.WriteAsync(WireJson.Event("MODIFIED", revision));

    private async Task ChangesAsync(ServerExchange exchange, CancellationToken cancellationToken)
    {
        await exchange.BeginStreamAsync(cancellationToken);
        await foreach (var line in _changes.Reader.ReadAllAsync(cancellationToken))
        {
            await exchange.WriteChunkAsync(line, cancellationToken);
        }
    }
}
