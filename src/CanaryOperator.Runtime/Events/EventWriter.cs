using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Events;

/// <summary>Writes events, patiently while the API server cannot be reached, and never twice when it refuses.</summary>
internal sealed class EventWriter(IKubernetesClient client, TimeProvider clock, Random jitter, ILogger logger)
{
    internal const int MaxAttempts = 12;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(10);

    /// <returns>False when the event could not be written; it was counted and logged then.</returns>
    public Task<bool> CreateAsync(Eventsv1Event @event, CancellationToken cancellationToken) =>
        RetryAsync(@event, token => TryCreateAsync(@event, token), cancellationToken);

    /// <inheritdoc cref="CreateAsync"/>
    public Task<bool> PatchAsync(Eventsv1Event @event, V1EventSeries series, CancellationToken cancellationToken) =>
        RetryAsync(@event, token => TryPatchAsync(@event, series, token), cancellationToken);

    private async Task TryCreateAsync(Eventsv1Event @event, CancellationToken cancellationToken)
    {
        try
        {
            await client.CreateAsync(WellKnownResources.Events, @event, cancellationToken);
        }
        catch (KubernetesException exception) when (exception.IsAlreadyExists)
        {
            // Names are unique: it is this very event, and only the answer to the attempt before was lost.
        }
    }

    private async Task TryPatchAsync(Eventsv1Event @event, V1EventSeries series, CancellationToken cancellationToken)
    {
        try
        {
            await client.PatchAsync(
                WellKnownResources.Events,
                new EventSeriesPatch(series).ToPatch(),
                @event.Name(),
                @event.Namespace(),
                subresource: null,
                cancellationToken);
        }
        catch (KubernetesException exception) when (exception.IsNotFound)
        {
            // Events live for an hour; this one's is over.
            await TryCreateAsync(@event with { Series = series }, cancellationToken);
        }
    }

    private async Task<bool> RetryAsync(Eventsv1Event @event, Func<CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await write(cancellationToken);
                return true;
            }
            catch (KubernetesException exception) when (exception.IsTransient && attempt < MaxAttempts)
            {
                Log.WriteFailed(logger, @event.Reason, @event.Regarding, attempt, exception.Message);
                await Task.Delay(RetryDelay * (1 + (jitter.NextDouble() / 4)), clock, cancellationToken);
            }
            catch (KubernetesException exception)
            {
                EventMetrics.Dropped(exception.IsTransient ? EventMetrics.Unreachable : EventMetrics.Rejected);
                Log.NotWritten(logger, @event.Reason, @event.Regarding, exception.Message);
                return false;
            }
        }
    }
}
