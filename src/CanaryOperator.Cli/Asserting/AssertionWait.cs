using CanaryOperator.Api.Experiments;
using CanaryOperator.Cli.Commands;
using CanaryOperator.Core.Texts;

namespace CanaryOperator.Cli.Asserting;

/// <summary>Watches an Experiment until all conditions hold, or no more time is given.</summary>
internal sealed class AssertionWait(CliHost host, Cluster cluster, IReadOnlyList<Assertion> assertions, TimeSpan patience)
{
    private IReadOnlyList<(string Name, AssertionOutcome Outcome)> _outcomes = [];

    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public async Task<int> RunAsync(string name, CancellationToken cancellationToken)
    {
        var over = await WaitAsync(name, cancellationToken);
        foreach (var (condition, outcome) in _outcomes)
        {
            var state = outcome.Holds switch { true => "holds", false => "does not hold", null => "cannot be told yet" };
            var reason = outcome.Reason.Length == 0 ? "" : $": {PlainText.Of(outcome.Reason)}";
            await host.Output.WriteLineAsync($"{condition} {state}{reason}");
        }

        return _outcomes.All(pair => pair.Outcome.Holds == true) ? ExitCodes.Holds
            : over || patience == TimeSpan.Zero || _outcomes.Any(pair => pair.Outcome.Holds == false) ? ExitCodes.DoesNotHold
            : ExitCodes.Timeout;
    }

    /// <returns>Whether the Experiment is over, so that more time would not help.</returns>
    private async Task<bool> WaitAsync(string name, CancellationToken cancellationToken)
    {
        Look(await cluster.GetExperimentAsync(name, cancellationToken));
        if (patience == TimeSpan.Zero || _outcomes.All(pair => pair.Outcome.Holds == true))
        {
            return false;
        }

        using var deadline = new CancellationTokenSource(patience, host.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var objects = new ObjectWatch(cluster.Client, host.Clock);
            await foreach (var seen in objects.FollowAsync(ExperimentResources.Experiments, cluster.Namespace, name, either.Token))
            {
                var experiment = seen ?? throw cluster.NoExperiment(name);
                Look(experiment);
                if (_outcomes.All(pair => pair.Outcome.Holds == true))
                {
                    return false;
                }

                if (Assertion.StatusOf(experiment).Condition(ExperimentConditionTypes.Completed)?.Status == "True")
                {
                    return true;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over: what was seen last counts.
        }

        return false;
    }

    private void Look(Experiment experiment)
    {
        var status = Assertion.StatusOf(experiment);
        _outcomes = [.. assertions.Select(assertion => (assertion.Name, assertion.Evaluate(status)))];
    }
}
