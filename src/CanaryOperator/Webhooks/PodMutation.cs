using System.Text.Json.Nodes;
using CanaryOperator.Configuration;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Rendering;
using CanaryOperator.Runtime.Webhooks;
using CanaryOperator.Storage;

namespace CanaryOperator.Webhooks;

/// <summary>Gives the pods of models that have to be fetched the container that fetches them, and what it logs in with.</summary>
internal sealed class PodMutation(IKubernetesClient client, ConfigurationSource configuration) : IAdmissionHandler
{
    private const string DefaultServiceAccount = "default";

    public async ValueTask<AdmissionResponse> HandleAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (request.Object is not { } json || JsonNodes.From(json) is not JsonObject pod || !StorageInjection.Concerns(pod))
        {
            return AdmissionResponse.Allowed([]);
        }

        try
        {
            var config = configuration.Current;
            var account = pod["spec"].Field("serviceAccountName").Text() ?? DefaultServiceAccount;
            var (credentials, warnings) = await CredentialsAsync(account, request.Namespace!, config, cancellationToken);
            return StorageInjection.Inject(pod, config, credentials) is { } injected
                ? AdmissionResponse.Patched(CanonicalJson.ToElement(injected), warnings)
                : AdmissionResponse.Allowed(warnings);
        }
        catch (RenderingException exception)
        {
            return AdmissionResponse.Denied(exception.Message, code: 422);
        }
    }

    private async Task<(StorageCredentials Credentials, IReadOnlyList<string> Warnings)> CredentialsAsync(
        string account, string @namespace, InferenceServiceConfig config, CancellationToken cancellationToken)
    {
        try
        {
            var names = (await client.GetAsync(WellKnownResources.ServiceAccounts, account, @namespace, cancellationToken))?.Secrets ?? [];
            List<StorageSecret> secrets = [];
            foreach (var name in names.Select(reference => reference.Name).OfType<string>())
            {
                if (await client.GetAsync(WellKnownResources.Secrets, name, @namespace, cancellationToken) is { } secret)
                {
                    secrets.Add(StorageSecret.From(secret));
                }
            }

            return (StorageCredentials.From(secrets, config.Credentials), []);
        }
        catch (KubernetesException exception) when (exception.IsForbidden)
        {
            return (StorageCredentials.None, [$"The model is fetched without credentials: service account {account} may not be read."]);
        }
    }
}
