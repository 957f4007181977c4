using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Informers;

namespace CanaryOperator.Experiments.Targets;

/// <summary>Finds an Experiment's InferenceService and the revisions of its versions in the caches.</summary>
internal sealed class TargetReader(IResourceInformer<InferenceService> kserve, IResourceInformer<InferenceService> kfserving)
{
    private static readonly IReadOnlyList<ExperimentVersion> DefaultVersions =
        [new() { Name = VersionNames.Candidate }, new() { Name = VersionNames.Stable }];

    public static IReadOnlyList<ExperimentVersion> VersionsOf(ExperimentSpec spec) => spec.Versions ?? DefaultVersions;

    /// <summary>Null when there is no such InferenceService.</summary>
    public TargetSnapshot? Read(Experiment experiment)
    {
        var target = experiment.Spec.Target!;
        var informer = target.Group == WellKnown.KFServingGroup ? kfserving : kserve;
        if (informer.Get(new(experiment.Namespace(), target.InferenceService!)) is not { } inferenceService)
        {
            return null;
        }

        var component = Components.All.FirstOrDefault(component => component.Key() == target.Component);
        var status = inferenceService.Status?.Components?.GetValueOrDefault(component.Key());
        return new(
            ChildNames.Service(inferenceService.Name(), component),
            NotReady(inferenceService),
            [.. VersionsOf(experiment.Spec).Select(version => Find(version, status) with { Values = version.Values })]);
    }

    private static TargetVersion Find(ExperimentVersion version, ComponentStatus? status)
    {
        var revision = version.Revision
            ?? (version.Name == VersionNames.Candidate ? VersionNames.CandidateOf(status) : VersionNames.StableOf(status));
        return revision is null
            ? new(version.Name!, null, Missing(version, status), null)
            : new(version.Name!, revision, null, PercentOf(revision, status));
    }

    private static string Missing(ExperimentVersion version, ComponentStatus? status) =>
        status?.LatestReadyRevision is null
            ? "no revision is ready yet"
            : version.Name == VersionNames.Candidate
                ? $"there is no candidate: {status.LatestReadyRevision} is the only revision"
                : "no revision has had all the traffic yet";

    private static long? PercentOf(string revision, ComponentStatus? status)
    {
        var targets = (status?.Traffic ?? []).Where(target => target.RevisionName == revision).ToList();
        return targets.Count == 0 ? null : targets.Sum(target => target.Percent ?? 0);
    }

    /// <summary>A status of an older generation says nothing about what was just applied.</summary>
    private static string? NotReady(InferenceService inferenceService)
    {
        if (inferenceService.Status?.ObservedGeneration != inferenceService.Generation())
        {
            return $"InferenceService {inferenceService.Name()} was changed, and its status does not tell yet what became of it";
        }

        var ready = inferenceService.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready");
        return ready?.Status == "True"
            ? null
            : $"InferenceService {inferenceService.Name()} is not ready: {ready?.Message ?? ready?.Reason ?? "no reason yet"}";
    }
}
