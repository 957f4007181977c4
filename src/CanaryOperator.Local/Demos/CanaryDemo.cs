using CanaryOperator.Api;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Local.Load;
using CanaryOperator.Runtime;

namespace CanaryOperator.Local.Demos;

/// <summary>
/// The first tutorial with the real kubectl against the real API server, for both API groups, with requests all the way. Every command is
/// printed with what it really answered, and checked against what the tutorial says.
/// </summary>
internal sealed class CanaryDemo(DemoSession session, TimeProvider clock) : IDemo
{
    /// <summary>Requests per second while the cluster changes, besides those that check the shares.</summary>
    private const double TrafficRate = 50;

    private static readonly NamespacedName Key = new("default", "my-model");

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await WalkAsync(new("KServe", "samples/canary/kserve", "isvc", InferenceServiceResources.KServe), cancellationToken);
        var beside = new CanaryWalk(
            "KFServing, beside KServe: the short name isvc means KServe's",
            "samples/canary",
            InferenceServiceResources.KFServing.QualifiedName,
            InferenceServiceResources.KFServing);
        await WalkAsync(beside, cancellationToken);

        session.Say("A cluster that has KFServing's kind alone: isvc means that one, as in the tutorial");
        await session.KubectlAsync(["delete", "crd", InferenceServiceResources.KServe.QualifiedName], cancellationToken);
        session.Cluster.Kubectl.ForgetDiscovery();
        await WalkAsync(new("KFServing alone", "samples/canary", "isvc", InferenceServiceResources.KFServing), cancellationToken);
    }

    private async Task WalkAsync(CanaryWalk walk, CancellationToken cancellationToken)
    {
        session.Title(walk.Title);
        var revisions = new Dictionary<Revision, string>();
        await FollowAsync(walk, CanaryWalk.Steps[0], revisions, cancellationToken);
        var target = await new LoadTargetFinder(session.Cluster.Client).FindAsync(Key, cancellationToken);
        await using (var traffic = new SteadyTraffic(target, TrafficRate, clock))
        {
            foreach (var step in CanaryWalk.Steps.Skip(1))
            {
                await FollowAsync(walk, step, revisions, cancellationToken);
            }

            var result = await traffic.StopAsync();
            session.Say($"{result.Requests} more requests went on during the changes; {result.Failed} of them failed.");
            if (result.Failed > 0)
            {
                throw new DemoFailedException($"Requests failed during the changes: {LoadReport.Requests(result)}");
            }
        }

        session.Say("What happened, as events tell it (the end of kubectl describe):");
        await session.DescribeEventsAsync(walk.Kind, Key.Name, cancellationToken);
        await session.KubectlAsync(["get", "ksvc,revisions.serving.knative.dev"], cancellationToken);
        await session.KubectlAsync(["delete", walk.Kind, Key.Name], cancellationToken);
        await session.GoneAsync(cancellationToken);
    }

    private async Task FollowAsync(
        CanaryWalk walk, CanaryStep step, Dictionary<Revision, string> revisions, CancellationToken cancellationToken)
    {
        session.Say(step.Story);
        await session.KubectlAsync(["apply", "-f", $"{walk.Samples}/{step.File}"], cancellationToken);
        await session.SettledAsync(walk.Resource, Key, cancellationToken);
        await session.ShowAsync(["get", walk.Kind, Key.Name], table => step.Row.Differences(table, revisions), cancellationToken);
        await session.ShowAsync(
            ["get", "pods", "-l", $"{WellKnown.InferenceServiceLabel(walk.Resource.Group)}={Key.Name}"],
            table => step.Pods.Differences(table, revisions),
            cancellationToken);
        await new Prediction(session).RunAsync(walk.Kind, Key.Name, cancellationToken);
        await new SplitCheck(session, clock).RunAsync(Key, step.Row.Shares(revisions), mayFail: false, cancellationToken);
    }
}
