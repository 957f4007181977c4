using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Serialization;
using CanaryOperator.Runtime.Informers;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Certificates;

/// <summary>Makes every webhook of the configurations in a cache trust a bundle. One that does not exist is none in the cache.</summary>
internal sealed class CaBundleInjector(
    IKubernetesClient client,
    ResourceDescriptor<V1WebhookConfiguration> resource,
    IResourceInformer<V1WebhookConfiguration> configurations,
    ILogger logger)
{
    /// <returns>Whether any had to be changed.</returns>
    public async Task<bool> InjectAsync(byte[] bundle, CancellationToken cancellationToken)
    {
        var anyChange = false;
        foreach (var configuration in configurations.List())
        {
            if (Patch(configuration, bundle) is { } patch)
            {
                await client.PatchAsync(resource, patch, configuration.Name(), null, null, cancellationToken);
                Log.BundleInjected(logger, resource.Kind, configuration.Name());
                anyChange = true;
            }
        }

        return anyChange;
    }

    /// <returns>Null when there is nothing to change.</returns>
    private static V1Patch? Patch(V1WebhookConfiguration configuration, byte[] bundle)
    {
        var outdated = (configuration.Webhooks ?? []).Index()
            .Where(entry => entry.Item.ClientConfig.CaBundle?.AsSpan().SequenceEqual(bundle) != true)
            .ToList();
        if (outdated.Count == 0)
        {
            return null;
        }

        using var patch = new JsonPatchWriter();
        foreach (var (index, webhook) in outdated)
        {
            // The list may be another one by now: then the patch must fail rather than change the wrong entry.
            patch.Test($"/webhooks/{index}/name", webhook.Name, KubernetesJsonContext.Default.String);
            patch.Add($"/webhooks/{index}/clientConfig/caBundle", bundle, KubernetesJsonContext.Default.ByteArray);
        }

        return patch.Complete();
    }
}
