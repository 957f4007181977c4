using System.Text.Json;
using CanaryOperator.Api;
using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Core.Rollouts;
using CanaryOperator.Kubernetes.Models;
using KnativeTarget = CanaryOperator.Api.Knative.TrafficTarget;
using RolloutTarget = CanaryOperator.Core.Rollouts.TrafficTarget;

namespace CanaryOperator.Mapping;

/// <summary>Translates between what stands in the cluster and the values that decisions are made of.</summary>
internal static class RolloutMapping
{
    private const string OutOfDate = "OutOfDate";
    private const string ConfigurationGenerationLabel = "serving.knative.dev/configurationGeneration";

    public static RolloutHistory ToHistory(ComponentStatus? stored) =>
        new(NullIfEmpty(stored?.LatestRolledoutRevision), NullIfEmpty(stored?.PreviousRolledoutRevision));

    public static ObservedService ToObserved(KnativeService service) => new()
    {
        TemplateHash = TemplateHash(service.Spec?.Template),
        SpecTraffic = ToTargets(service.Spec?.Traffic),
        IsStatusCurrent = service.Status?.ObservedGeneration == service.Generation()
            && service.Status.Condition("ConfigurationsReady") is not { Reason: OutOfDate },
        LatestCreated = NullIfEmpty(service.Status?.LatestCreatedRevisionName),
        LatestReady = NullIfEmpty(service.Status?.LatestReadyRevisionName),
        HasLatestFailed = service.Status.Condition("ConfigurationsReady") is { Status: "False" },
        StatusTraffic = ToTargets(service.Status?.Traffic),
    };

    public static KnownRevisions ToKnown(IEnumerable<KnativeRevision> revisions, IReadOnlySet<string> missing) => new(
        revisions
            .Where(revision => !revision.IsBeingDeleted())
            .ToDictionary(revision => revision.Name(), Generation, StringComparer.Ordinal),
        missing);

    public static IReadOnlyList<KnativeTarget> ToKnative(IReadOnlyList<RolloutTarget> targets) =>
    [
        .. targets.Select(target => new KnativeTarget
        {
            LatestRevision = target.LatestRevision,
            RevisionName = target.RevisionName,
            Percent = target.Percent,
            Tag = target.Tag,
        }),
    ];

    public static V1Condition? Condition(this KnativeServiceStatus? status, string type) =>
        status?.Conditions?.FirstOrDefault(condition => condition.Type == type);

    private static IReadOnlyList<RolloutTarget> ToTargets(IReadOnlyList<KnativeTarget>? targets) =>
    [
        .. (targets ?? []).Select(target => new RolloutTarget(
            NullIfEmpty(target.RevisionName), target.LatestRevision == true, (int)(target.Percent ?? 0), NullIfEmpty(target.Tag))),
    ];

    private static string? TemplateHash(JsonElement? template) =>
        template is { ValueKind: JsonValueKind.Object } element
        && element.TryGetProperty("metadata", out var metadata)
        && metadata.TryGetProperty("annotations", out var annotations)
        && annotations.TryGetProperty(WellKnown.TemplateHashAnnotation, out var hash)
            ? hash.GetString()
            : null;

    private static long Generation(KnativeRevision revision) =>
        long.TryParse(revision.GetLabel(ConfigurationGenerationLabel), out var generation) ? generation : 0;

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
