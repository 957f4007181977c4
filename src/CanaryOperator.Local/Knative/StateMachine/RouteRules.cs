using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Local.Knative.StateMachine;

/// <summary>A Route names the revisions that its targets mean, and keeps the old traffic while it cannot.</summary>
internal static class RouteRules
{
    private const string AllTrafficAssigned = nameof(AllTrafficAssigned);
    private const string CertificateProvisioned = nameof(CertificateProvisioned);
    private const string IngressReady = nameof(IngressReady);

    public static KnativeStatus Resolve(KnativeObject route, KnativeObject configuration, KnativeWorld world, DateTimeOffset now)
    {
        var targets = route.Spec.Traffic!.Select(target => Resolve(target, route, configuration)).ToList();
        var host = $"{route.Name()}.{route.Namespace()}";
        var status = route.Status with { ObservedGeneration = route.Metadata.Generation, Url = $"http://{host}.example.com" };
        var ingress = status.Condition(IngressReady) ?? Conditions.Unknown(IngressReady);
        var problems = targets.Select(target => Problem(target, configuration, world)).OfType<V1Condition>().ToList();
        if (problems.Count > 0)
        {
            var worst = problems.Find(problem => problem.Status == "False") ?? problems[0];
            return WithConditions(status, now, worst, ingress, worst);
        }

        if (status.Traffic is null || !status.Traffic.SequenceEqual(targets))
        {
            ingress = Conditions.Unknown(IngressReady, "IngressNotConfigured", "Ingress has not yet been reconciled.");
            status = status with { Traffic = targets, Address = new Addressable($"http://{host}.svc.cluster.local") };
        }

        return WithConditions(status, now, Conditions.True(AllTrafficAssigned), ingress, ingress);
    }

    /// <summary>What the ingress does when nothing else is left to do: it takes the traffic over.</summary>
    public static KnativeStatus ConfigureIngress(KnativeObject route, DateTimeOffset now)
    {
        var assigned = route.Status.Condition(AllTrafficAssigned)!;
        return assigned.Status == "True"
            ? WithConditions(route.Status, now, assigned, Conditions.True(IngressReady), Conditions.True(Conditions.Ready))
            : route.Status;
    }

    private static KnativeStatus WithConditions(
        KnativeStatus status, DateTimeOffset now, V1Condition assigned, V1Condition ingress, V1Condition ready) =>
        status.WithConditions(
            now,
            assigned with { Type = AllTrafficAssigned, LastTransitionTime = null },
            Conditions.True(CertificateProvisioned) with { Reason = "TLSNotEnabled", Message = "external-domain-tls is not enabled" },
            ingress with { LastTransitionTime = null },
            ready with { Type = Conditions.Ready, LastTransitionTime = null });

    private static TrafficTarget Resolve(TrafficTarget target, KnativeObject route, KnativeObject configuration) => target with
    {
        ConfigurationName = null,
        RevisionName = target.LatestRevision == true ? configuration.Status.LatestReadyRevisionName : target.RevisionName,
        Url = target.Tag is null ? null : $"http://{target.Tag}-{route.Name()}.{route.Namespace()}.example.com",
    };

    private static V1Condition? Problem(TrafficTarget target, KnativeObject configuration, KnativeWorld world)
    {
        if (target.RevisionName is not { } name)
        {
            return configuration.HasFailed()
                ? Missing("False", $"Configuration \"{configuration.Name()}\" does not have any ready Revision.")
                : Missing("Unknown", $"Configuration \"{configuration.Name()}\" is waiting for a Revision to become ready.");
        }

        return world.Revision(name) switch
        {
            null => Missing("False", $"Revision \"{name}\" referenced in traffic not found."),
            { } revision when revision.HasFailed() => Missing("False", $"Revision \"{name}\" failed to become ready."),
            { } revision when !revision.IsReady() => Missing("Unknown", $"Revision \"{name}\" is not yet ready."),
            _ => null,
        };
    }

    private static V1Condition Missing(string status, string message) =>
        new() { Type = AllTrafficAssigned, Status = status, Reason = "RevisionMissing", Message = message };
}
