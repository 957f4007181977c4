using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Cli.Reports.Model;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Cli.Viewing;

/// <summary>Reads what <see cref="RolloutView"/> shows.</summary>
internal sealed class RolloutReader(IKubernetesClient client, string @namespace, TimeProvider clock)
{
    public async Task<RolloutView> ReadAsync(InferenceService service, string group, CancellationToken cancellationToken)
    {
        var components = service.Spec.Present().ToList();
        var services = string.Join(',', components.Select(component => ChildNames.Service(service.Name(), component)));
        var revisions = await OrNoneAsync(
            KnativeResources.Revisions, $"{WellKnown.KnativeServiceLabel} in ({services})", cancellationToken);
        var experiments = await OrNoneAsync(ExperimentResources.Experiments, DiagnosingExperiments.OthersSelector, cancellationToken);
        var ready = service.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready");
        return new()
        {
            Namespace = @namespace,
            Name = service.Name(),
            Ready = ready?.Status == "True",
            Message = ready?.Status == "True" ? null : ready?.Message ?? ready?.Reason,
            Url = service.Status?.Url,
            Revisions = [.. components.SelectMany(component => Revisions(component, service.Status, revisions))],
            Experiments =
            [
                .. experiments.Where(experiment => experiment.Spec.Target?.InferenceService == service.Name()
                        && (experiment.Spec.Target.Group ?? WellKnown.KServeGroup) == group)
                    .OrderBy(experiment => experiment.Name(), StringComparer.Ordinal)
                    .Select(experiment => ReportBuilder.Build(experiment, clock.GetUtcNow())),
            ],
        };
    }

    /// <summary>A view without what one may not read is better than none.</summary>
    private async Task<IReadOnlyList<T>> OrNoneAsync<T>(
        ResourceDescriptor<T> resource, string? selector, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            var options = new ListOptions { Namespace = @namespace, LabelSelector = selector };
            return (await client.ListAsync(resource, options, cancellationToken)).Items;
        }
        catch (KubernetesException e) when (e.IsForbidden || e.IsNotFound)
        {
            return [];
        }
    }

    private static IEnumerable<RevisionView> Revisions(
        ComponentType component, InferenceServiceStatus? status, IReadOnlyList<KnativeRevision> existing)
    {
        var known = status?.Components?.GetValueOrDefault(component.Key());
        var names = (known?.Traffic ?? []).Select(target => target.RevisionName)
            .Append(known?.LatestCreatedRevision).Append(VersionNames.CandidateOf(known)).Append(VersionNames.StableOf(known))
            .OfType<string>().Distinct(StringComparer.Ordinal);
        return names.OrderDescending(StringComparer.Ordinal).Select(name =>
        {
            var ready = existing.FirstOrDefault(revision => revision.Metadata.Name == name)
                ?.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready");
            return new RevisionView
            {
                Component = component.Key(),
                Name = name,
                Role = VersionNames.Of(name, known),
                TrafficPercent = (known?.Traffic ?? []).Where(target => target.RevisionName == name).Sum(target => target.Percent ?? 0),
                Ready = ready?.Status switch { "True" => true, "False" => false, _ => null },
                Message = ready?.Status == "True" ? null : ready?.Message,
            };
        });
    }
}
