using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Local.Knative.StateMachine;

/// <summary>
/// Knative's controllers in one fixed order, one write at a time. The real ones run in parallel, so that a watcher misses some of the
/// Service's states at times; here the Service's status is written after every change below it, so that a watcher sees them all.
/// </summary>
internal static class KnativeStateMachine
{
    /// <summary>The next write, or null when all is settled.</summary>
    /// <param name="healthOf">Asked about revisions that are neither ready nor failed.</param>
    public static KnativeWrite? Next(KnativeWorld world, Func<KnativeObject, RevisionHealth> healthOf, DateTimeOffset now)
    {
        if (world.DeleteOrphan() is { } orphan)
        {
            return orphan;
        }

        if (world.Service is not { } service || service.IsBeingDeleted())
        {
            return null;
        }

        if (world.Configuration is not { } configuration || !configuration.Spec.IsSameAs(ServiceRules.ConfigurationSpec(service)))
        {
            return ServiceRules.WriteConfiguration(service, world.Configuration);
        }

        if (world.Route is not { } route || !route.Spec.IsSameAs(ServiceRules.RouteSpec(service)))
        {
            return ServiceRules.WriteRoute(service, world.Route);
        }

        var resolve = StatusWrite(KnativeResources.Routes, route, RouteRules.Resolve(route, configuration, world, now));
        if (resolve is not null && configuration.HasFailed() && route.IsObserved())
        {
            // A failure reaches the Route before the Service: no recording shows a failed Configuration beside a Route that still waits.
            return resolve;
        }

        return StatusWrite(KnativeResources.Services, service, ServiceRules.Status(service, configuration, route, now))
            ?? ConfigurationRules.CreateRevision(service, configuration, world, now)
            ?? StatusWrite(KnativeResources.Configurations, configuration, ConfigurationRules.Status(configuration, world, now))
            ?? resolve
            ?? StatusWrite(KnativeResources.Routes, route, RouteRules.ConfigureIngress(route, now))
            ?? RevisionRules.WriteRoutingState(route, world.Revisions, now)
            ?? world.Revisions
                .Select(revision => StatusWrite(KnativeResources.Revisions, revision, RevisionRules.Status(revision, healthOf, now)))
                .FirstOrDefault(write => write is not null);
    }

    private static KnativeWrite? StatusWrite(ResourceDescriptor<KnativeObject> resource, KnativeObject obj, KnativeStatus status) =>
        obj.Status.IsSameAs(status) ? null : new(WriteVerb.UpdateStatus, resource, obj with { Status = status });
}
