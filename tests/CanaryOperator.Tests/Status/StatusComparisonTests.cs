using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Status;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Status;

public sealed class StatusComparisonTests
{
    private static readonly InferenceServiceStatus Before = Status([Some.Condition("Ready", "Unknown", "OutOfDate", "wait")]);

    public static TheoryData<string> Cases => [.. Edits.Keys];

    private static Dictionary<string, (StatusChange Change, InferenceServiceStatus After)> Edits { get; } = new()
    {
        ["nothing"] = (StatusChange.None, Status([Some.Condition("Ready", "Unknown", "OutOfDate", "wait")])),
        ["reason of Unknown"] = (StatusChange.Progress, Status([Some.Condition("Ready", "Unknown", "IngressNotConfigured", "wait")])),
        ["message"] = (StatusChange.Progress, Status([Some.Condition("Ready", "Unknown", "OutOfDate", "still")])),
        ["another condition"] = (StatusChange.Progress, Status([.. Before.Conditions!, Some.Condition("RoutesReady", "True")])),
        ["url"] = (StatusChange.Progress, Before with { Url = "http://x" }),
        ["traffic"] = (StatusChange.Progress, With(new() { LatestRolledoutRevision = "a", Traffic = [Some.Latest(100, "a")] })),
        ["observed generation"] = (StatusChange.Progress, Before with { ObservedGeneration = 2 }),
        ["ready"] = (StatusChange.Important, Status([Some.Condition("Ready", "True")])),
        ["not ready"] = (StatusChange.Important, Status([Some.Condition("Ready", "False", "OutOfDate", "wait")])),
        ["ready gone"] = (StatusChange.Important, Status([])),
        ["promoted"] = (StatusChange.Important, With(new() { LatestRolledoutRevision = "b", PreviousRolledoutRevision = "a" })),
        ["history gone"] = (StatusChange.Important, With(new())),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Compare_weighs(string edit) => StatusComparison.Compare(Before, Edits[edit].After).Should().Be(Edits[edit].Change);

    [Fact]
    public void Compare_finds_the_first_status_important() => StatusComparison.Compare(null, Before).Should().Be(StatusChange.Important);

    [Fact]
    public void Compare_finds_another_failure_important()
    {
        var before = Status([Some.Condition("Ready", "False", "RevisionFailed")]);

        StatusComparison.Compare(before, Status([Some.Condition("Ready", "False", "InvalidSpec")])).Should().Be(StatusChange.Important);
    }

    private static InferenceServiceStatus Status(IReadOnlyList<V1Condition> conditions) =>
        With(new() { LatestRolledoutRevision = "a" }) with { Conditions = conditions };

    private static InferenceServiceStatus With(ComponentStatus predictor) => new()
    {
        ObservedGeneration = 1,
        Conditions = [Some.Condition("Ready", "Unknown", "OutOfDate", "wait")],
        Components = new Dictionary<string, ComponentStatus> { [ComponentType.Predictor.Key()] = predictor },
    };
}
