using CanaryOperator.Api.Experiments;
using CanaryOperator.Kubernetes;

namespace CanaryOperator.Cli.Commands;

/// <summary>A connection, and the namespace that a command is about.</summary>
internal sealed class Cluster(KubernetesClient client, string @namespace) : IDisposable
{
    public IKubernetesClient Client => client;

    public string Namespace => @namespace;

    /// <exception cref="CommandFailedException">There is none.</exception>
    public async Task<Experiment> GetExperimentAsync(string name, CancellationToken cancellationToken) =>
        await client.GetAsync(ExperimentResources.Experiments, name, @namespace, cancellationToken) ?? throw NoExperiment(name);

    public CommandFailedException NoExperiment(string name) => new(
        ExitCodes.NotFound, $"There is no Experiment {name} in namespace {@namespace}; `kubectl canary list` shows those that there are.");

    public void Dispose() => client.Dispose();
}
