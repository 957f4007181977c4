using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Testing;
using CanaryOperator.Testing.Http;
using CanaryOperator.Tests.Cluster.Support;
using CanaryOperator.Tests.Experiments.Support;

namespace CanaryOperator.Tests.Cluster;

/// <summary>
/// An operator that dies in the fourth and last loop of an Experiment. All queries are answered with the number of the operator's life, so
/// that whatever a loop recorded tells who measured it; the objective is kept in the first life only.
/// </summary>
[Collection(DisturbedCluster.Name)]
public sealed class KilledLoopTests(DisturbedCluster cluster) : IAsyncLifetime
{
    /// <summary>Eight metrics of two versions.</summary>
    private const int QueriesPerLoop = 16;

    private const long Earlier = 3;

    private MortalOperator _mortal = null!;
    private int _fatalQuery;
    private int _queries;

    private MisbehavingServer Prometheus { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Prometheus = new MisbehavingServer().On(_ => true, AnswerAsync);
        _mortal = await MortalOperator.StartAsync(cluster, "--experiments-prometheus-url", Prometheus.Host.AbsoluteUri);
    }

    public async Task DisposeAsync()
    {
        await _mortal.DisposeAsync();
        await Prometheus.DisposeAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(QueriesPerLoop / 2)]
    [InlineData(QueriesPerLoop)]
    public async Task A_loop_whose_query_the_operator_does_not_survive_is_repeated_as_a_whole(int query)
    {
        _fatalQuery = query;

        IsRecordedOnce(await RunLastLoopAsync(await DueAsync(await cluster.NamespaceAsync())), life: 2);

        _queries.Should().Be(query + QueriesPerLoop);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_loop_whose_record_the_operator_does_not_survive_counts_if_it_was_written(bool isWriteCarriedOut)
    {
        var space = await cluster.NamespaceAsync();
        var start = await DueAsync(space);
        _mortal.LetDieAt(new(space.Name, 1, isWriteCarriedOut));

        IsRecordedOnce(await RunLastLoopAsync(start), life: isWriteCarriedOut ? 1 : 2);

        _queries.Should().Be(isWriteCarriedOut ? QueriesPerLoop : 2 * QueriesPerLoop);
    }

    private static void IsRecordedOnce(ExperimentStatus status, int life)
    {
        (status.Loops, status.FailedLoops, status.LastError).Should().Be((Earlier + 1, 0L, null));
        status.History!.Select(loop => loop.Loop).Should().Equal(1, 2, 3, 4);
        status.History![^1].Time.Should().Be(status.LastLoopTime);
        status.Condition(ExperimentConditionTypes.Completed)!.Status.Should().Be("True");

        var results = status.Objectives!.SelectMany(objective => objective.Versions!).ToList();
        status.Metrics!.SelectMany(metric => metric.Values!.Values)
            .Concat(status.History[^1].Versions!.SelectMany(version => version.Values!.Values))
            .Concat(results.Select(result => result.Value ?? 0))
            .Concat(status.Versions!.Select(version => version.Requests ?? 0))
            .Should().HaveCount(QueriesPerLoop + QueriesPerLoop + 2 + 2).And.AllBeEquivalentTo(life);
        var verdict = life == 1 ? Verdicts.Satisfied : Verdicts.Violated;
        results.Select(result => result.Verdict).Append(status.Verdict).Append(status.History[^1].Verdict)
            .Append(status.Condition(ExperimentConditionTypes.Satisfied)!.Reason)
            .Should().AllBe(verdict);
        results.Should().OnlyContain(result => result.Time >= status.LastLoopTime);
    }

    /// <summary>An Experiment whose last loop is due, suspended.</summary>
    private async Task<Experiment> DueAsync(TestNamespace space)
    {
        await space.ApplyAsync(Predictor.Model(1));
        await space.SettlesAsync("1=100");
        await cluster.Client.CreateAsync(ExperimentResources.Experiments, Suspended(space.Name), CancellationToken.None);
        var experiment = await BecomesAsync(space.Name, current => current.Status?.ObservedGeneration is not null, "the operator sees it");
        using var patch = new JsonPatchWriter();
        patch.Add("/status", StatusBefore(TimeProvider.System.GetUtcNow()), ApiJsonContext.Default.ExperimentStatus);
        await PatchAsync(experiment, patch, "status");
        await cluster.Audit.FallsSilentAsync(ClusterFixture.Operator.Name, TimeSpan.FromSeconds(1), space.Name);
        return experiment;
    }

    /// <summary>Lets it go on, reviving the operator, until there is nothing more to do.</summary>
    private async Task<ExperimentStatus> RunLastLoopAsync(Experiment experiment)
    {
        using var patch = new JsonPatchWriter();
        patch.Remove("/spec/suspend");
        await PatchAsync(experiment, patch, subresource: null);
        var space = experiment.Namespace();
        await BecomesAsync(
            space,
            current => _mortal.Lives > 1 && current.Status!.Condition(ExperimentConditionTypes.Completed)?.Status == "True",
            "the operator dies, and the loop is recorded");
        await cluster.Audit.FallsSilentAsync(ClusterFixture.Operator.Name, TimeSpan.FromSeconds(1), space);
        return (await BecomesAsync(space, _ => true, "it is there")).Status!;
    }

    private async Task<Experiment> BecomesAsync(string @namespace, Func<Experiment, bool> condition, string what)
    {
        Experiment? current = null;
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                await _mortal.ReviveAsync();
                current = await cluster.Client.GetAsync(ExperimentResources.Experiments, "exp", @namespace, CancellationToken.None);
                return condition(current!);
            },
            what);
        return current!;
    }

    private Task<Experiment> PatchAsync(Experiment experiment, JsonPatchWriter patch, string? subresource) => cluster.Client.PatchAsync(
        ExperimentResources.Experiments,
        patch.Complete(),
        experiment.Name(),
        experiment.Namespace(),
        subresource,
        CancellationToken.None);

    private async Task AnswerAsync(ServerExchange exchange, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _queries) == _fatalQuery)
        {
            await _mortal.KillAsync();
            exchange.HangUp();
            return;
        }

        await ExperimentScene.Number($"{_mortal.Lives}")(exchange, cancellationToken);
    }

    private static Experiment Suspended(string @namespace) => new()
    {
        ApiVersion = ExperimentResources.Experiments.ApiVersion,
        Kind = ExperimentResources.Experiments.Kind,
        Metadata = new() { Name = "exp", NamespaceProperty = @namespace },
        Spec = new()
        {
            Target = new() { InferenceService = TestNamespace.Model },
            Versions = [new() { Name = "a", Revision = "a-1" }, new() { Name = "b", Revision = "b-1" }],
            Suspend = true,
            Metrics = [new() { Name = "p", Template = new() { Name = TemplateReference.KServePrometheus } }],
            Objectives = [new() { Metric = "p/latency-p90", Upper = 1 }],
        },
    };

    /// <summary>Three loops, without a time of the last one: so the Experiment, which has no schedule, is due once more.</summary>
    private static ExperimentStatus StatusBefore(DateTimeOffset now) => new()
    {
        StartTime = now.AddMinutes(-4),
        Loops = Earlier,
        FailedLoops = 0,
        Verdict = Verdicts.NoData,
        History = [.. Enumerable.Range(1, (int)Earlier).Select(loop => new LoopRecord { Loop = loop, Time = now.AddMinutes(loop - 5) })],
    };
}
