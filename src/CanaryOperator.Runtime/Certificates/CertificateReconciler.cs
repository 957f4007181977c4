using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Authentication;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Controllers;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Certificates;

/// <summary>
/// Serves with the certificate in the shared Secret, tells the API servers whom to trust, and takes the next step of the
/// <see cref="CertificatePlan"/>. Every replica does it: whoever writes first wins, and the others follow by their watch.
/// </summary>
internal sealed class CertificateReconciler(
    IKubernetesClient client,
    SelfManagedCertificateOptions options,
    ServingCertificate serving,
    IReadOnlyList<CaBundleInjector> injectors,
    TimeProvider clock,
    ILogger logger) : IEntityController<V1Secret>
{
    private string? _served;

    public async Task<ReconciliationResult> ReconcileAsync(V1Secret entity, CancellationToken cancellationToken)
    {
        var current = CertificateMaterial.TryRead(entity.Data);
        if (current is null)
        {
            Log.SecretUnusable(logger, NamespacedName.Of(entity.Metadata));
        }
        else
        {
            Serve(current);
            if (await InjectAsync(current.Bundle, cancellationToken))
            {
                // Before the next step, what was told has to get around.
                return ReconciliationResult.Success(CertificateLifetimes.Publication);
            }
        }

        var now = clock.GetUtcNow();
        var plan = CertificatePlan.Next(current, options.Names, now);
        if (plan.Wanted is not { } wanted)
        {
            return ReconciliationResult.Success(plan.LookAgain - now);
        }

        var secret = entity with { Data = wanted.ToSecretData() };
        return await StoreAsync(() => client.UpdateAsync(WellKnownResources.Secrets, secret, cancellationToken));
    }

    public async Task<ReconciliationResult> DeletedAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        var secret = new V1Secret
        {
            ApiVersion = WellKnownResources.Secrets.ApiVersion,
            Kind = WellKnownResources.Secrets.Kind,
            Metadata = new V1ObjectMeta { Name = options.SecretName, NamespaceProperty = options.Namespace },
            Type = "kubernetes.io/tls",
            Data = CertificatePlan.Next(null, options.Names, clock.GetUtcNow()).Wanted!.ToSecretData(),
        };
        return await StoreAsync(() => client.CreateAsync(WellKnownResources.Secrets, secret, cancellationToken));
    }

    private void Serve(CertificateMaterial current)
    {
        var pem = current.LeafPem;
        if (pem != _served)
        {
            serving.Use(PemCertificate.Load(pem, current.LeafKeyPem));
            _served = pem;
            Log.Serving(logger, options.SecretName, current.Leaf.NotAfter);
        }
    }

    private async Task<bool> InjectAsync(byte[] bundle, CancellationToken cancellationToken)
    {
        var anyChange = false;
        foreach (var injector in injectors)
        {
            anyChange |= await injector.InjectAsync(bundle, cancellationToken);
        }

        return anyChange;
    }

    /// <summary>What comes of it, ours or another replica's, the watch of the Secret tells.</summary>
    private async Task<ReconciliationResult> StoreAsync(Func<Task<V1Secret>> write)
    {
        try
        {
            await write();
            Log.Stored(logger, options.SecretName);
        }
        catch (KubernetesException exception) when (exception.IsConflict || exception.IsAlreadyExists)
        {
            Log.LostRace(logger, options.SecretName);
        }

        return ReconciliationResult.Success();
    }
}
