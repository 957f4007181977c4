using BenchmarkDotNet.Attributes;
using CanaryOperator.Core.Rollouts;

namespace CanaryOperator.Benchmarks.Code;

/// <summary>The decision that is made most often: a canary whose split is as it should be.</summary>
public class PlannerRuns
{
    private const string First = "my-model-predictor-00001";
    private const string Second = "my-model-predictor-00002";

    private readonly RolloutSpec _spec = new(10, "4f2c");
    private readonly RolloutHistory _history = new(First, null);
    private readonly KnownRevisions _revisions = new(new Dictionary<string, long> { [First] = 1, [Second] = 2 }, new HashSet<string>());
    private readonly ObservedService _service = new()
    {
        TemplateHash = "4f2c",
        SpecTraffic = [new(null, true, 10, null), new(First, false, 90, TrafficSplit.PreviousTag)],
        IsStatusCurrent = true,
        LatestCreated = Second,
        LatestReady = Second,
        HasLatestFailed = false,
        StatusTraffic = [new(Second, true, 10, null), new(First, false, 90, TrafficSplit.PreviousTag)],
    };

    [Benchmark]
    public RolloutDecision Decide() => RolloutDecision.Decide(_spec, _history, _service, _revisions);
}
