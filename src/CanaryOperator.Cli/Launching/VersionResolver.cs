using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes;

namespace CanaryOperator.Cli.Launching;

/// <summary>Asks the cluster which revisions there are, and which of them are the candidate and the stable one.</summary>
internal sealed class VersionResolver(IKubernetesClient client, string @namespace, Action<string> note)
{
    /// <summary>Revisions as they exist, versions with the names that the InferenceService's status suggests.</summary>
    public async Task<IReadOnlyList<ExperimentVersion>> ResolveAsync(
        ExperimentTarget target, IReadOnlyList<ExperimentVersion> versions, CancellationToken cancellationToken)
    {
        var resource = target.Group == WellKnown.KFServingGroup ? InferenceServiceResources.KFServing : InferenceServiceResources.KServe;
        var service = await client.GetAsync(resource, target.InferenceService!, @namespace, cancellationToken);
        if (service is null)
        {
            note($"there is no InferenceService {target.InferenceService} in namespace {@namespace} yet");
        }

        var status = service?.Status?.Components?.GetValueOrDefault(LaunchTarget.ComponentOf(target));
        var existing = new List<ExperimentVersion>();
        foreach (var version in versions)
        {
            var revision = version.Revision is null ? null : await ExistingAsync(version.Revision, cancellationToken);
            existing.Add(version with { Revision = revision, Name = version.Name ?? VersionNames.Of(revision ?? "", status) });
        }

        return Named(existing);
    }

    /// <summary>Those without a name are called as Iter8 calls them in its reports.</summary>
    public static IReadOnlyList<ExperimentVersion> Named(IReadOnlyList<ExperimentVersion> versions) =>
        [.. versions.Select((version, index) => version with { Name = version.Name ?? $"version-{index}" })];

    /// <summary>KServe 0.11 took <c>-default</c> out of the names of revisions, and people still have it in their scripts.</summary>
    private async Task<string> ExistingAsync(string revision, CancellationToken cancellationToken)
    {
        if (await ExistsAsync(revision, cancellationToken))
        {
            return revision;
        }

        var dash = revision.LastIndexOf('-');
        if (dash > 0 && revision[..dash].EndsWith(LaunchTarget.OldSuffix, StringComparison.Ordinal))
        {
            var shorter = revision[..(dash - LaunchTarget.OldSuffix.Length)] + revision[dash..];
            if (await ExistsAsync(shorter, cancellationToken))
            {
                note($"there is no revision {revision}; {shorter} is meant");
                return shorter;
            }
        }

        note($"there is no revision {revision} in namespace {@namespace}; it will have no data until there is");
        return revision;
    }

    private async Task<bool> ExistsAsync(string revision, CancellationToken cancellationToken) =>
        await client.GetAsync(KnativeResources.Revisions, revision, @namespace, cancellationToken) is not null;
}
