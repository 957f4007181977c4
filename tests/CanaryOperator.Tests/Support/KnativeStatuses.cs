using CanaryOperator.Api.Knative;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Tests.Support;

/// <summary>What Knative says of a Service.</summary>
internal static class KnativeStatuses
{
    /// <summary>The Service once Knative has nothing left to do and every revision is ready.</summary>
    public static KnativeService Settled(this KnativeService service, string latest) =>
        service with { Status = Ready(service.Generation(), latest, service.Spec!.Traffic!) };

    /// <summary>The Service while its newest revision still loads and an older one serves.</summary>
    public static KnativeService Loading(this KnativeService service, string candidate, string ready) => service with
    {
        Status = Ready(service.Generation(), ready, service.Spec!.Traffic!) with
        {
            LatestCreatedRevisionName = candidate,
            Conditions =
            [
                Some.Condition("ConfigurationsReady", "Unknown"), Some.Condition("Ready", "Unknown"), Some.Condition("RoutesReady", "True"),
            ],
        },
    };

    /// <summary>The Service while its newest revision fails, which may have been ready before.</summary>
    public static KnativeService Failing(this KnativeService service, string candidate, string ready) => service with
    {
        Status = Ready(service.Generation(), ready, service.Spec!.Traffic!) with
        {
            LatestCreatedRevisionName = candidate,
            Conditions =
            [
                Some.Condition("ConfigurationsReady", "False", "RevisionFailed", $"Revision \"{candidate}\" failed."),
                Some.Condition("Ready", "False", "RevisionFailed", $"Revision \"{candidate}\" failed."),
                Some.Condition("RoutesReady", "True"),
            ],
        },
    };

    public static KnativeServiceStatus Ready(long generation, string latest, IReadOnlyList<TrafficTarget> traffic) => new()
    {
        ObservedGeneration = generation,
        LatestCreatedRevisionName = latest,
        LatestReadyRevisionName = latest,
        Traffic = [.. traffic.Select(target => target.LatestRevision == true ? target with { RevisionName = latest } : target)],
        Url = "http://my-model-predictor.demo.example.com",
        Address = new() { Url = "http://my-model-predictor.demo.svc.cluster.local" },
        Conditions =
        [
            Some.Condition("ConfigurationsReady", "True"), Some.Condition("Ready", "True"), Some.Condition("RoutesReady", "True"),
        ],
    };

    public static KnativeRevision Revision(string name, long generation) => new()
    {
        Metadata = new()
        {
            Name = name,
            NamespaceProperty = Some.Namespace,
            Labels = new Dictionary<string, string>
            {
                ["serving.knative.dev/service"] = "my-model-predictor",
                ["serving.knative.dev/configurationGeneration"] = $"{generation}",
            },
        },
    };
}
