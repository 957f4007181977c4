using System.Threading.Channels;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Cli.Commands;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Cli.Viewing;

/// <summary>Shows a rollout again whenever its InferenceService, a revision or an Experiment changes.</summary>
internal sealed class RolloutWatch(CliHost host, Cluster cluster, RolloutReader reader, ResourceDescriptor<InferenceService> resource)
{
    /// <summary>ANSI: clear the screen, and go to its first character.</summary>
    private const string Clear = "\e[2J\e[H";

    /// <summary>One waiting change is enough: everything is read anew.</summary>
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private string _shown = "";

    /// <summary>Until the InferenceService is gone.</summary>
    public async Task RunAsync(string name, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watches = Task.WhenAll(
            WatchAsync(resource, name, ending.Token),
            WatchAsync(KnativeResources.Revisions, name: null, ending.Token),
            WatchAsync(ExperimentResources.Experiments, name: null, ending.Token));
        try
        {
            while (await cluster.Client.GetAsync(resource, name, cluster.Namespace, cancellationToken) is { } service)
            {
                Show(await reader.ReadAsync(service, resource.Group, cancellationToken));
                var change = _changes.Reader.ReadAsync(cancellationToken).AsTask();
                if (await Task.WhenAny(change, watches) == watches)
                {
                    await watches;
                }

                await change;
            }

            host.Note($"the InferenceService {name} is gone");
        }
        finally
        {
            await ending.CancelAsync();
            await watches.ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task WatchAsync<T>(ResourceDescriptor<T> watched, string? name, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var watch = new ObjectWatch(cluster.Client, host.Clock);
        await foreach (var _ in watch.FollowAsync(watched, cluster.Namespace, name, cancellationToken))
        {
            _changes.Writer.TryWrite(true);
        }
    }

    private void Show(RolloutView view)
    {
        var now = host.Clock.GetUtcNow();
        if (host.IsTerminal)
        {
            host.Output.Write(Clear + RolloutScreen.Text(view, now));
            return;
        }

        var (time, line) = (RolloutScreen.Summary(view, now), RolloutScreen.Summary(view, default));
        if (line != _shown)
        {
            host.Output.Write(time);
            _shown = line;
        }
    }
}
