using CanaryOperator.Kubernetes;

namespace CanaryOperator.Api.V1Beta1;

/// <summary>An InferenceService, and the group in which it was found.</summary>
public sealed record FoundInferenceService(ResourceDescriptor<InferenceService> Resource, InferenceService InferenceService)
{
    /// <summary>Looks in KServe's group, then in KFServing's; null when neither has it. A cluster need not serve both.</summary>
    /// <exception cref="KubernetesException">The API server does not answer, or refuses to.</exception>
    public static async Task<FoundInferenceService?> ByNameAsync(
        IKubernetesClient client, string name, string @namespace, CancellationToken cancellationToken)
    {
        foreach (var resource in new[] { InferenceServiceResources.KServe, InferenceServiceResources.KFServing })
        {
            try
            {
                if (await client.GetAsync(resource, name, @namespace, cancellationToken) is { } found)
                {
                    return new(resource, found);
                }
            }
            catch (KubernetesException e) when (e.IsNotFound)
            {
                // The cluster does not serve this group.
            }
        }

        return null;
    }
}
