using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Tests.Cluster.Support;

/// <summary>
/// Traffic in a form that is short to write down and to compare. Revisions are called by their number: <c>1</c> for <c>-00001</c>.
/// </summary>
internal static class TrafficText
{
    /// <summary>What each revision really gets, as in <c>1=90 2=10</c>; empty while nothing is routed.</summary>
    public static string Shares(IReadOnlyList<TrafficTarget>? statusTraffic) => string.Join(' ', (statusTraffic ?? [])
        .GroupBy(target => Number(target.RevisionName!))
        .OrderBy(revision => revision.Key)
        .Select(revision => $"{revision.Key}={revision.Sum(target => target.Percent ?? 0)}"));

    public static string Shares(InferenceService inferenceService) =>
        Shares(inferenceService.Status?.Components?.GetValueOrDefault("predictor")?.Traffic);

    /// <summary>What was asked for, as in <c>latest=10 1=90</c>.</summary>
    public static string Split(KnativeService service) => string.Join(' ', (service.Spec?.Traffic ?? [])
        .Select(target => $"{(target.RevisionName is { } name ? Number(name) : "latest")}={target.Percent}"));

    private static string Number(string revision) => revision[(revision.LastIndexOf('-') + 1)..].TrimStart('0');
}
