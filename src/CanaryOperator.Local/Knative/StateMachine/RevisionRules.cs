using System.Globalization;
using System.Text.Json;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Local.Knative.StateMachine;

/// <summary>A Revision tells how its workload fares, and whether a Route names it.</summary>
internal static class RevisionRules
{
    /// <summary>Routing state of a revision that no Route has named yet.</summary>
    public const string Pending = "pending";

    /// <summary>Routing state of a revision that a Route names, be it with 0 percent.</summary>
    public const string Active = "active";

    private const string Reserve = "reserve";
    private const string ContainerHealthy = nameof(ContainerHealthy);
    private const string ResourcesAvailable = nameof(ResourcesAvailable);

    /// <summary>A revision that has been ready or has failed stays so: it may be scaled to zero by now.</summary>
    public static KnativeStatus Status(KnativeObject revision, Func<KnativeObject, RevisionHealth> healthOf, DateTimeOffset now)
    {
        if (revision.IsReady() || revision.HasFailed())
        {
            return revision.Status;
        }

        var status = revision.Status with
        {
            ContainerStatuses = [.. revision.Spec.Containers().Select(container => new ContainerStatus(Text(container, "name")))],
            ObservedGeneration = revision.Metadata.Generation,
        };
        var health = healthOf(revision);
        return status.WithConditions(now, Condition(ContainerHealthy), Condition(Conditions.Ready), Condition(ResourcesAvailable));

        V1Condition Condition(string type) => health switch
        {
            { IsReady: true } => Conditions.True(type),
            { FailedCondition: { } failed } when type == failed || type == Conditions.Ready =>
                Conditions.False(type, health.Reason!, health.Message!),
            _ => Conditions.Unknown(type, "Deploying"),
        };
    }

    /// <summary>Marks which revisions the Route names; null when every mark is right.</summary>
    public static KnativeWrite? WriteRoutingState(KnativeObject route, IEnumerable<KnativeObject> revisions, DateTimeOffset now)
    {
        foreach (var revision in revisions)
        {
            var current = revision.GetLabel(KnativeResources.RoutingStateLabel);
            var isRouted = route.Status.Traffic?.Any(target => target.RevisionName == revision.Name()) == true;
            var state = isRouted ? Active : current == Active ? Reserve : current;
            if (state == current || state is null)
            {
                continue;
            }

            var annotations = revision.Metadata.Annotations.Without(KnativeResources.RoutesAnnotation)
                .With((KnativeResources.RoutingStateModifiedAnnotation, Timestamp(now)));
            var metadata = revision.Metadata with
            {
                Labels = revision.Metadata.Labels.With((KnativeResources.RoutingStateLabel, state)),
                Annotations = isRouted ? annotations.With((KnativeResources.RoutesAnnotation, route.Name())) : annotations,
            };
            return new(WriteVerb.Update, KnativeResources.Revisions, revision with { Metadata = metadata });
        }

        return null;
    }

    public static string Timestamp(DateTimeOffset now) =>
        now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Text(JsonElement container, string property) =>
        container.TryGetProperty(property, out var value) ? value.GetString() ?? "" : "";
}
