using CanaryOperator.Api.Experiments;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Cli.Launching;

/// <summary>Puts an Experiment, and the templates it needs, into the cluster.</summary>
internal sealed class ExperimentWriter(IKubernetesClient client)
{
    /// <summary>
    /// One of the same name is deleted first, and its history with it: a launch begins anew. The first attempt to create tells whether the
    /// API server takes the new one at all, before the old one is lost.
    /// </summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> WriteAsync(Experiment experiment, IEnumerable<MetricTemplate> templates, CancellationToken cancellationToken)
    {
        foreach (var template in templates)
        {
            await client.ApplyAsync(ExperimentResources.MetricTemplates, template, cancellationToken);
        }

        try
        {
            await client.CreateAsync(ExperimentResources.Experiments, experiment, cancellationToken);
            return false;
        }
        catch (KubernetesException e) when (e.IsAlreadyExists)
        {
            await client.DeleteAsync(
                ExperimentResources.Experiments, experiment.Name(), experiment.Namespace(), new(), cancellationToken);
            await client.CreateAsync(ExperimentResources.Experiments, experiment, cancellationToken);
            return true;
        }
    }
}
