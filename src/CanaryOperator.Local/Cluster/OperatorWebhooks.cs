using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Installation;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Local.Cluster;

/// <summary>
/// What the Helm chart does to send InferenceServices and pods to the operator's webhooks, for an operator that has a port instead of a
/// Service. The operator itself puts the CA bundle in.
/// </summary>
internal sealed class OperatorWebhooks(IKubernetesClient client, TimeProvider clock, int port)
{
    private const string Name = "canary-operator";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Of the operator's command line.</summary>
    public IReadOnlyList<string> Arguments => ["--webhook-bind-address", $"127.0.0.1:{port}", "--webhook-host", "127.0.0.1"];

    public async Task InstallAsync(CancellationToken cancellationToken)
    {
        JsonArray mutating =
        [
            .. WellKnown.Groups.Select(group => Webhook("mutate", group, WebhookPaths.Mutate(group))),
            .. WellKnown.Groups.Select(Pods),
        ];
        JsonArray validating = [.. WellKnown.Groups.Select(group => Webhook("validate", group, WebhookPaths.Validate(group)))];
        await ApplyAsync(InstalledResources.MutatingWebhooks, mutating, cancellationToken);
        await ApplyAsync(InstalledResources.ValidatingWebhooks, validating, cancellationToken);
    }

    /// <summary>
    /// The API server trusts the operator's certificate some time after the operator is ready, and there is no way to ask: it takes an
    /// InferenceService that must be refused.
    /// </summary>
    public async Task UntilTheyAnswerAsync(CancellationToken cancellationToken)
    {
        foreach (var group in WellKnown.Groups)
        {
            while (!await IsRefusedAsync(group, cancellationToken))
            {
                await Task.Delay(Interval, clock, cancellationToken);
            }
        }
    }

    private async Task<bool> IsRefusedAsync(string group, CancellationToken cancellationToken)
    {
        var inferenceServices = new ResourceDescriptor<RawObject>(
            group, "v1beta1", "InferenceService", "inferenceservices", ResourceScope.Namespaced, KnativeJsonContext.Default.RawObject);
        var probe = new RawObject
        {
            Metadata = new V1ObjectMeta { Name = "webhook-probe", NamespaceProperty = "default" },
            Spec = new JsonObject { ["predictor"] = new JsonObject() },
        };
        try
        {
            await client.CreateAsync(inferenceServices, probe, cancellationToken);
            await client.DeleteAsync(inferenceServices, probe.Name(), probe.Namespace(), new DeleteOptions(), cancellationToken);
            return false;
        }
        catch (KubernetesException refusal) when (refusal.IsInvalid)
        {
            return refusal.Message.Contains("spec.predictor does not say what serves the model", StringComparison.Ordinal);
        }
        catch (KubernetesException failure) when (failure.IsTransient)
        {
            return false;
        }
    }

    private async Task ApplyAsync(ResourceDescriptor<RawObject> resource, JsonArray webhooks, CancellationToken cancellationToken) =>
        await client.ApplyAsync(
            resource,
            new()
            {
                ApiVersion = resource.ApiVersion,
                Kind = resource.Kind,
                Metadata = new V1ObjectMeta { Name = Name },
                Webhooks = webhooks,
            },
            cancellationToken);

    private JsonObject Webhook(string verb, string group, string path) =>
        Of($"{verb}.inferenceservice.{group}", path, group, "v1beta1", "inferenceservices", ["CREATE", "UPDATE"]);

    private JsonObject Pods(string group)
    {
        var webhook = Of($"pods.{group}", WebhookPaths.Pods, "", "v1", "pods", ["CREATE"]);
        webhook["objectSelector"] = new JsonObject
        {
            ["matchExpressions"] = new JsonArray(
                new JsonObject { ["key"] = WellKnown.InferenceServiceLabel(group), ["operator"] = "Exists" }),
        };
        return webhook;
    }

    private JsonObject Of(string name, string path, string group, string version, string resource, string[] operations) => new()
    {
        ["name"] = name,
        ["admissionReviewVersions"] = new JsonArray("v1"),
        ["sideEffects"] = "None",
        ["timeoutSeconds"] = 5,
        ["failurePolicy"] = "Fail",
        ["clientConfig"] = new JsonObject { ["url"] = $"https://127.0.0.1:{port}{path}" },
        ["rules"] = new JsonArray(new JsonObject
        {
            ["apiGroups"] = new JsonArray(group),
            ["apiVersions"] = new JsonArray(version),
            ["resources"] = new JsonArray(resource),
            ["operations"] = new JsonArray([.. operations.Select(operation => (JsonNode)operation)]),
        }),
    };
}
