using CanaryOperator.Api.Experiments;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Cli.Doctoring;

/// <summary>The Experiment for a moment that measures what another one does, or would.</summary>
internal static class DiagnosingExperiment
{
    /// <summary>Without vowels: no words.</summary>
    private const string SuffixCharacters = "bcdfghjklmnpqrstvwxz2456789";

    private const int SuffixLength = 5;

    private const int LongestName = 253;

    /// <param name="like">What is measured: target, versions and metrics. It judges nothing, tells nobody, and measures once.</param>
    /// <param name="owner">With it the cluster deletes this one, should nobody else.</param>
    public static Experiment Create<T>(Experiment like, ResourceDescriptor<T> resource, T owner, Random random)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var suffix = $"-doctor-{string.Concat(random.GetItems<char>(SuffixCharacters, SuffixLength))}";
        var name = owner.Name();
        return new()
        {
            ApiVersion = ExperimentResources.Experiments.ApiVersion,
            Kind = ExperimentResources.Experiments.Kind,
            Metadata = new()
            {
                Name = name[..int.Min(name.Length, LongestName - suffix.Length)] + suffix,
                NamespaceProperty = like.Namespace(),
                Labels = new Dictionary<string, string> { [DiagnosingExperiments.Label] = "true" },
                OwnerReferences = [new() { ApiVersion = resource.ApiVersion, Kind = resource.Kind, Name = name, Uid = owner.Uid()! }],
            },
            Spec = new() { Target = like.Spec.Target, Versions = like.Spec.Versions, Metrics = like.Spec.Metrics },
        };
    }
}
