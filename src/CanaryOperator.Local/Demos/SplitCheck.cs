using CanaryOperator.Local.Load;
using CanaryOperator.Runtime;

namespace CanaryOperator.Local.Demos;

/// <summary>Sends 2,000 requests and holds who answered them against who should have.</summary>
internal sealed class SplitCheck(DemoSession session, TimeProvider clock)
{
    private const double Rate = 1_000;

    /// <summary>A demo with a dozen checks must not fail by chance: one run in hundreds would at 99 %.</summary>
    private const double Confidence = 0.999;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    /// <param name="percents">By revision; what is not named must not answer.</param>
    /// <exception cref="DemoFailedException">A request failed that may not, or a share is not what it should be.</exception>
    public async Task RunAsync(
        NamespacedName name, IReadOnlyDictionary<string, long> percents, bool mayFail, CancellationToken cancellationToken)
    {
        var target = await new LoadTargetFinder(session.Cluster.Client).FindAsync(name, cancellationToken);
        var options = LoadOptions.For(target) with { Rate = Rate, Duration = Duration };
        var result = await new LoadGenerator(clock).RunAsync(options, progress: null, cancellationToken);
        var verdicts = ShareVerdict.Of(result, percents, Confidence);
        session.Say($"{result.Requests} requests to {target.Host}:");
        session.Print(LoadReport.Requests(result) + LoadReport.Shares(verdicts, Confidence));
        if (result.Failed > 0 && !mayFail)
        {
            throw new DemoFailedException($"{result.Failed} of {result.Requests} requests failed.");
        }

        if (verdicts.FirstOrDefault(verdict => !verdict.IsInside) is { } outside)
        {
            throw new DemoFailedException(
                $"{outside.Revision} answered {outside.Requests} requests; at {outside.Percent} % chance allows {outside.Expected}.");
        }
    }
}
