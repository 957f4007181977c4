using CanaryOperator.Api.Experiments;
using CanaryOperator.Cli.Commands;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Cli.Doctoring;

/// <summary>Lets the operator carry out an Experiment once, and leaves nothing of it.</summary>
internal sealed class Measurement(CliHost host, Cluster cluster, TimeSpan patience)
{
    /// <summary>Shorter than a program that was interrupted may go on.</summary>
    private static readonly TimeSpan DeleteTimeout = TimeSpan.FromSeconds(1.5);

    /// <summary>After its loop, or when it is clear that there will be none.</summary>
    /// <exception cref="CommandFailedException">The operator said nothing in time.</exception>
    public async Task<Experiment> MeasureAsync(Experiment experiment, CancellationToken cancellationToken)
    {
        await cluster.Client.CreateAsync(ExperimentResources.Experiments, experiment, cancellationToken);
        using var deadline = new CancellationTokenSource(patience, host.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var objects = new ObjectWatch(cluster.Client, host.Clock);
            await foreach (var seen in objects.FollowAsync(
                ExperimentResources.Experiments, cluster.Namespace, experiment.Name(), either.Token))
            {
                if (seen is null)
                {
                    throw new CommandFailedException(
                        ExitCodes.NotFound,
                        $"Somebody deleted Experiment {experiment.Name()}, which was to measure.");
                }

                if (IsDone(seen.Status))
                {
                    return seen;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Said below.
        }
        finally
        {
            await DeleteAsync(experiment);
        }

        throw new CommandFailedException(
            ExitCodes.Timeout,
            $"The operator did not measure within {patience.TotalSeconds:0} s. Does it run, "
            + $"and does it watch namespace {cluster.Namespace}? "
            + "Providers that do not answer take time, too: --timeout gives more.");
    }

    /// <summary>Without a gate nothing but a missing target, or a wrong spec, keeps the loop waiting.</summary>
    private static bool IsDone(ExperimentStatus? status) =>
        status?.Loops is not null
        || status?.Conditions?.Any(condition =>
            condition is { Type: ExperimentConditionTypes.Valid or ExperimentConditionTypes.TargetReady, Status: "False" }) == true;

    /// <summary>Also when the command was interrupted.</summary>
    private async Task DeleteAsync(Experiment experiment)
    {
        using var deadline = new CancellationTokenSource(DeleteTimeout, host.Clock);
        try
        {
            await cluster.Client.DeleteAsync(
                ExperimentResources.Experiments, experiment.Name(), cluster.Namespace, new(), deadline.Token);
        }
        catch (Exception e) when (e is KubernetesException { IsNotFound: false } or OperationCanceledException)
        {
            host.Note($"Experiment {experiment.Name()} is left over; "
                + $"`kubectl canary delete -g {experiment.Name()}` deletes it: {e.Message}");
        }
        catch (KubernetesException)
        {
            // It is gone.
        }
    }
}
