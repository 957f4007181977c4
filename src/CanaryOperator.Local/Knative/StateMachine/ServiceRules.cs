using CanaryOperator.Api;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Local.Knative.StateMachine;

/// <summary>What Knative makes of a Service: a Configuration, a Route, and a status that sums up theirs.</summary>
internal static class ServiceRules
{
    private const string ConfigurationsReady = nameof(ConfigurationsReady);
    private const string RoutesReady = nameof(RoutesReady);

    public static KnativeSpec ConfigurationSpec(KnativeObject service) => new() { Template = service.Spec.Template };

    public static KnativeSpec RouteSpec(KnativeObject service) => new()
    {
        Traffic =
        [
            .. (service.Spec.Traffic ?? []).Select(target =>
                target.LatestRevision == true ? target with { ConfigurationName = service.Name() } : target),
        ],
    };

    public static KnativeWrite WriteConfiguration(KnativeObject service, KnativeObject? current)
    {
        var write = WriteChild(KnativeResources.Configurations, service, ConfigurationSpec(service), current);
        var metadata = write.Object.Metadata with
        {
            Labels = write.Object.Metadata.Labels.With((KnativeResources.ServiceUidLabel, service.Uid()!)),
            Annotations = write.Object.Metadata.Annotations.With((KnativeResources.RoutesAnnotation, service.Name())),
        };
        return write with { Object = write.Object with { Metadata = metadata } };
    }

    public static KnativeWrite WriteRoute(KnativeObject service, KnativeObject? current) =>
        WriteChild(KnativeResources.Routes, service, RouteSpec(service), current);

    public static KnativeStatus Status(KnativeObject service, KnativeObject configuration, KnativeObject route, DateTimeOffset now)
    {
        var status = service.Status with { ObservedGeneration = service.Metadata.Generation };
        var configurations = OutOfDate("Configuration");
        if (configuration.IsObserved())
        {
            configurations = configuration.Status.Condition(Conditions.Ready)!;
            status = status with
            {
                LatestCreatedRevisionName = configuration.Status.LatestCreatedRevisionName,
                LatestReadyRevisionName = configuration.Status.LatestReadyRevisionName,
            };
        }

        var routes = OutOfDate("Route");
        if (route.IsObserved())
        {
            routes = route.IsReady() && LagsBehind(route, configuration)
                ? Conditions.Unknown(RoutesReady, "TrafficNotMigrated", "Traffic is not yet migrated to the latest revision.")
                : route.Status.Condition(Conditions.Ready)!;
            status = status with { Address = route.Status.Address, Traffic = route.Status.Traffic, Url = route.Status.Url };
        }

        return status.WithConditions(
            now,
            configurations with { Type = ConfigurationsReady, LastTransitionTime = null },
            Worst(routes, configurations) with { Type = Conditions.Ready, LastTransitionTime = null },
            routes with { Type = RoutesReady, LastTransitionTime = null });
    }

    private static bool LagsBehind(KnativeObject route, KnativeObject configuration) =>
        route.Status.Traffic!.Any(target =>
            target.LatestRevision == true && target.RevisionName != configuration.Status.LatestReadyRevisionName);

    /// <summary>A failure counts more than waiting; of two equals the Route's is told.</summary>
    private static V1Condition Worst(V1Condition routes, V1Condition configurations)
    {
        V1Condition[] both = [routes, configurations];
        return both.FirstOrDefault(condition => condition.Status == "False")
            ?? both.FirstOrDefault(condition => condition.Status == "Unknown")
            ?? routes;
    }

    private static V1Condition OutOfDate(string kind) =>
        Conditions.Unknown(Conditions.Ready, "OutOfDate", $"The {kind} is still working to reflect the latest desired specification.");

    private static KnativeWrite WriteChild(
        ResourceDescriptor<KnativeObject> resource, KnativeObject service, KnativeSpec spec, KnativeObject? current)
    {
        var child = new KnativeObject
        {
            ApiVersion = resource.ApiVersion,
            Kind = resource.Kind,
            Metadata = new V1ObjectMeta
            {
                Name = service.Name(),
                NamespaceProperty = service.Namespace(),
                ResourceVersion = current?.ResourceVersion(),
                Labels = service.Metadata.Labels.With((WellKnown.KnativeServiceLabel, service.Name())),
                Annotations = service.Metadata.Annotations.Without("kubectl.kubernetes.io/last-applied-configuration"),
                OwnerReferences = [service.MakeOwnerReference()],
            },
            Spec = spec,
        };
        return new(current is null ? WriteVerb.Create : WriteVerb.Update, resource, child);
    }
}
