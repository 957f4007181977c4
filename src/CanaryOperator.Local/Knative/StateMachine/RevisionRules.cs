using System.Globalization;
using System.Text.Json;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Local.Knative.StateMachine;

/// <summary>
/// A Revision's readiness, which in a real cluster its pods decide. Here the image does: <c>never-ready</c> in its name loads for ever,
/// <c>crash</c> fails, every other is ready once it had its time.
/// </summary>
internal static class RevisionRules
{
    /// <summary>Routing state of a revision that no Route has named yet.</summary>
    public const string Pending = "pending";

    private const string Active = "active";
    private const string Reserve = "reserve";
    private const string ContainerHealthy = nameof(ContainerHealthy);
    private const string ResourcesAvailable = nameof(ResourcesAvailable);

    public static KnativeStatus Status(KnativeObject revision, Func<KnativeObject, bool> hasStarted, DateTimeOffset now)
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
        V1Condition Loading(string type) => Conditions.Unknown(type, "Deploying");
        if (Runs(revision, "never-ready") || !hasStarted(revision))
        {
            return status.WithConditions(now, Loading(ContainerHealthy), Loading(Conditions.Ready), Loading(ResourcesAvailable));
        }

        if (Runs(revision, "crash"))
        {
            V1Condition Failed(string type) => Conditions.False(type, "ProgressDeadlineExceeded", "ReplicaSet has timed out progressing.");
            return status.WithConditions(now, Loading(ContainerHealthy), Failed(Conditions.Ready), Failed(ResourcesAvailable));
        }

        return status.WithConditions(
            now, Conditions.True(ContainerHealthy), Conditions.True(Conditions.Ready), Conditions.True(ResourcesAvailable));
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

    private static bool Runs(KnativeObject revision, string image) =>
        revision.Spec.Containers().Any(container => Text(container, "image").Contains(image, StringComparison.Ordinal));

    private static string Text(JsonElement container, string property) =>
        container.TryGetProperty(property, out var value) ? value.GetString() ?? "" : "";
}
