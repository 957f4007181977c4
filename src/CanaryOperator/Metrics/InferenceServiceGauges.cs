using System.Diagnostics.Metrics;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Informers;

namespace CanaryOperator.Metrics;

/// <summary>Shares and phase of every single InferenceService: series without bound, so only where somebody asked for them.</summary>
internal sealed class InferenceServiceGauges
{
    private readonly IReadOnlyList<(string Group, IResourceInformer<InferenceService> Cache)> _groups;

    public InferenceServiceGauges(Meter meter, IReadOnlyList<(string Group, IResourceInformer<InferenceService> Cache)> groups)
    {
        _groups = groups;
        meter.CreateObservableGauge(
            "canary_operator_inferenceservice_phase",
            () => Observe(Phase),
            null,
            "1 for the phase that it is in: Stable, Progressing, Canary, RolledBack, Failed or Stopped.");
        meter.CreateObservableGauge(
            "canary_operator_inferenceservice_traffic_percent",
            () => Observe(Traffic),
            null,
            "Share of a revision in the traffic of a component, from 0 to 100.");
    }

    private IEnumerable<Measurement<long>> Observe(
        Func<InferenceService, KeyValuePair<string, object?>[], IEnumerable<Measurement<long>>> measure) =>
        _groups.SelectMany(group => group.Cache.List().SelectMany(inferenceService => measure(
            inferenceService,
            [new("group", group.Group), new("namespace", inferenceService.Namespace()), new("name", inferenceService.Name())])));

    private static IEnumerable<Measurement<long>> Phase(InferenceService inferenceService, KeyValuePair<string, object?>[] labels) =>
        [new(1, [.. labels, new("phase", RolloutPhase.Of(inferenceService.Status))])];

    /// <summary>A revision that is routed to twice, as a canary that still loads, has the sum.</summary>
    private static IEnumerable<Measurement<long>> Traffic(InferenceService inferenceService, KeyValuePair<string, object?>[] labels) =>
        from component in inferenceService.Status?.Components ?? new Dictionary<string, ComponentStatus>()
        from revision in (component.Value.Traffic ?? []).GroupBy(target => target.RevisionName)
        where revision.Key is not null
        select new Measurement<long>(
            revision.Sum(target => target.Percent ?? 0), [.. labels, new("component", component.Key), new("revision", revision.Key)]);
}
