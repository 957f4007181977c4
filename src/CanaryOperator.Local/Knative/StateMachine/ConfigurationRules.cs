using System.Globalization;
using System.Text.Json;
using CanaryOperator.Api;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Local.Knative.StateMachine;

/// <summary>A Configuration stamps out one Revision per generation and follows the newest.</summary>
internal static class ConfigurationRules
{
    /// <summary>Null when the current generation has its Revision.</summary>
    public static KnativeWrite? CreateRevision(KnativeObject service, KnativeObject configuration, KnativeWorld world, DateTimeOffset now)
    {
        var name = LatestCreated(configuration);
        if (world.Revision(name) is not null)
        {
            return null;
        }

        var template = configuration.Spec.Template ?? new RevisionTemplate();
        return new(WriteVerb.Create, KnativeResources.Revisions, new KnativeObject
        {
            ApiVersion = KnativeResources.Revisions.ApiVersion,
            Kind = KnativeResources.Revisions.Kind,
            Metadata = new V1ObjectMeta
            {
                Name = name,
                NamespaceProperty = configuration.Namespace(),
                Labels = template.Metadata.Labels.With(
                    (KnativeResources.ConfigurationLabel, configuration.Name()),
                    (KnativeResources.ConfigurationGenerationLabel, configuration.Generation().ToString(CultureInfo.InvariantCulture)),
                    (KnativeResources.ConfigurationUidLabel, configuration.Uid()!),
                    (KnativeResources.RoutingStateLabel, RevisionRules.Pending),
                    (WellKnown.KnativeServiceLabel, service.Name()),
                    (KnativeResources.ServiceUidLabel, service.Uid()!)),
                Annotations = template.Metadata.Annotations.With(
                    (KnativeResources.CreatorAnnotation, service.GetAnnotation(KnativeResources.CreatorAnnotation) ?? ""),
                    (KnativeResources.RoutingStateModifiedAnnotation, RevisionRules.Timestamp(now))),
                OwnerReferences = [configuration.MakeOwnerReference()],
            },
            Spec = template.Spec is { } podSpec ? podSpec.Deserialize(KnativeJsonContext.Default.KnativeSpec)! : new KnativeSpec(),
        });
    }

    public static KnativeStatus Status(KnativeObject configuration, KnativeWorld world, DateTimeOffset now)
    {
        var created = world.Revision(LatestCreated(configuration))!;
        var ready = world.Revisions.Where(revision => revision.IsReady()).Select(revision => revision.Name())
            .Append(configuration.Status.LatestReadyRevisionName)
            .Max(StringComparer.Ordinal);
        var status = configuration.Status with
        {
            LatestCreatedRevisionName = created.Name(),
            LatestReadyRevisionName = ready,
            ObservedGeneration = configuration.Metadata.Generation,
        };
        return status.WithConditions(now, Readiness(created));
    }

    private static V1Condition Readiness(KnativeObject revision)
    {
        if (revision.HasFailed())
        {
            var why = revision.Status.Condition(Conditions.Ready)!.Message;
            return Conditions.False(Conditions.Ready, "RevisionFailed", $"Revision \"{revision.Name()}\" failed with message: {why}.");
        }

        return revision.IsReady() ? Conditions.True(Conditions.Ready) : Conditions.Unknown(Conditions.Ready);
    }

    private static string LatestCreated(KnativeObject configuration) => $"{configuration.Name()}-{configuration.Generation():D5}";
}
