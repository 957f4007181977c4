using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Runtime;

namespace CanaryOperator.Local.Demos;

/// <summary>
/// Three canaries that something is wrong with: what is seen of them, and how a pin to zero by hand ends it within a second.
/// </summary>
internal sealed class BadCanaryDemo(DemoSession session, TimeProvider clock) : IDemo
{
    private static readonly NamespacedName Key = new("default", "my-model");

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var canary in BadCanary.All)
        {
            await ShowAsync(canary, cancellationToken);
        }
    }

    private async Task ShowAsync(BadCanary canary, CancellationToken cancellationToken)
    {
        session.Title(canary.Title);
        await session.KubectlAsync(["apply", "-f", "samples/canary/kserve/default.yaml"], cancellationToken);
        await session.SettledAsync(InferenceServiceResources.KServe, Key, cancellationToken);
        await session.KubectlAsync(["apply", "-f", canary.File], cancellationToken);
        var (good, bad) = ("my-model-predictor-00001", "my-model-predictor-00002");
        await session.ShowAsync(PodsOf(Key.Name), table => Differences(table, canary.IsReady, bad), cancellationToken);
        await session.ShowAsync(["get", "isvc", Key.Name], table => Differences(table, canary, bad), cancellationToken);
        if (!canary.IsReady)
        {
            session.Say("It receives nothing, and kubectl describe has the reason:");
            await session.DescribeEventsAsync("isvc", Key.Name, cancellationToken);
            await session.KubectlAsync(
                ["get", "isvc", Key.Name, "-o", "jsonpath={.status.modelStatus.lastFailureInfo}{\"\\n\"}"], cancellationToken);
        }

        var split = new SplitCheck(session, clock);
        await split.RunAsync(Key, Shares(good, bad, canary.Percent), canary.Fails, cancellationToken);

        session.Say("A pin to zero ends it:");
        await session.KubectlAsync(
            ["patch", "isvc", Key.Name, "--type=merge", "-p", """{"spec":{"predictor":{"canaryTrafficPercent":0}}}"""], cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(1), clock, cancellationToken);
        await split.RunAsync(Key, Shares(good, bad, 0), mayFail: false, cancellationToken);
        await session.KubectlAsync(["delete", "isvc", Key.Name], cancellationToken);
        await session.GoneAsync(cancellationToken);
    }

    private static string[] PodsOf(string name) => ["get", "pods", "-l", $"serving.kserve.io/inferenceservice={name}"];

    private static Dictionary<string, long> Shares(string good, string bad, long percent) =>
        new() { [good] = 100 - percent, [bad] = percent };

    /// <summary>One that never becomes ready has no share; that it failed is told.</summary>
    private static IReadOnlyList<string> Differences(KubectlTable table, BadCanary canary, string revision)
    {
        var (ready, latest, latestReady) = (table.Cell(0, "READY"), table.Cell(0, "LATEST"), table.Cell(0, "LATESTREADYREVISION"));
        var isExpected = canary.IsReady
            ? latestReady == revision && latest == $"{canary.Percent}"
            : latestReady != revision && ready == "False";
        return isExpected ? [] : [$"READY is '{ready}', LATEST is '{latest}' of '{latestReady}'"];
    }

    private static IReadOnlyList<string> Differences(KubectlTable table, bool isReady, string revision)
    {
        var status = Enumerable.Range(0, table.RowCount)
            .Where(row => table.Cell(row, "NAME").StartsWith(revision, StringComparison.Ordinal))
            .Select(row => table.Cell(row, "STATUS"))
            .FirstOrDefault("");
        var expected = isReady ? "Running" : "CrashLoopBackOff";
        return status == expected ? [] : [$"the pod of {revision} is '{status}', expected '{expected}'"];
    }
}
