using System.Text.Json.Nodes;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Admission;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Local.Knative.Installation;

/// <summary>Makes an API server speak Knative. May be repeated.</summary>
internal sealed class KnativeInstaller(IKubernetesClient client, TimeProvider timeProvider)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Returns once the kinds are served and both webhooks answer.</summary>
    public async Task InstallAsync(AdmissionServer server, CancellationToken cancellationToken)
    {
        foreach (var crd in KnativeCrds.All)
        {
            await client.ApplyAsync(InstalledResources.CustomResourceDefinitions, crd, cancellationToken);
        }

        foreach (var crd in KnativeCrds.All)
        {
            await UntilAsync(() => IsEstablishedAsync(crd.Name(), cancellationToken), cancellationToken);
        }

        await client.ApplyAsync(InstalledResources.MutatingWebhooks, KnativeWebhooks.Defaulting(server), cancellationToken);
        await client.ApplyAsync(InstalledResources.ValidatingWebhooks, KnativeWebhooks.Validation(server), cancellationToken);
        await UntilRefusedAsync("""{"template":{"spec":{"containers":{}}}}""", KnativeWebhooks.DefaultingName, cancellationToken);
        await UntilRefusedAsync("""{"traffic":[{"percent":110}]}""", KnativeWebhooks.ValidationName, cancellationToken);
    }

    private Task UntilRefusedAsync(string badSpec, string webhook, CancellationToken cancellationToken) =>
        UntilAsync(() => IsRefusedAsync(badSpec, webhook, cancellationToken), cancellationToken);

    private async Task UntilAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        while (!await condition())
        {
            await Task.Delay(Interval, timeProvider, cancellationToken);
        }
    }

    private async Task<bool> IsEstablishedAsync(string name, CancellationToken cancellationToken)
    {
        var crd = await client.GetAsync(InstalledResources.CustomResourceDefinitions, name, @namespace: null, cancellationToken);
        var conditions = crd?.Status?["conditions"] as JsonArray ?? [];
        return conditions.Any(condition => (string?)condition?["type"] == "Established" && (string?)condition?["status"] == "True");
    }

    /// <summary>
    /// The API server heeds a webhook configuration some time after it was written, and there is no way to ask: it takes a Service that the
    /// webhook must refuse.
    /// </summary>
    private async Task<bool> IsRefusedAsync(string badSpec, string webhook, CancellationToken cancellationToken)
    {
        var probe = new RawObject
        {
            Metadata = new V1ObjectMeta { Name = "webhook-probe", NamespaceProperty = "default" },
            Spec = JsonNode.Parse(badSpec)!.AsObject(),
        };
        var services = InstalledResources.Probes;
        try
        {
            await client.CreateAsync(services, probe, cancellationToken);
            await client.DeleteAsync(services, probe.Name(), probe.Namespace(), new DeleteOptions(), cancellationToken);
            return false;
        }
        catch (KubernetesException refusal) when (refusal.IsInvalid || refusal.IsNotFound)
        {
            return refusal.Message.Contains($"\"{webhook}\"", StringComparison.Ordinal);
        }
    }
}
