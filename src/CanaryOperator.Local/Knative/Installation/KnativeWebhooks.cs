using System.Text;
using System.Text.Json.Nodes;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Admission;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Local.Knative.Installation;

/// <summary>Webhook configurations that send Services to an <see cref="AdmissionServer"/>, under the names of Knative's own.</summary>
internal static class KnativeWebhooks
{
    public const string DefaultingName = "webhook." + KnativeResources.Group;
    public const string ValidationName = "validation." + DefaultingName;

    public static RawObject Defaulting(AdmissionServer server) =>
        Webhook(InstalledResources.MutatingWebhooks, DefaultingName, server, AdmissionServer.DefaultingPath);

    public static RawObject Validation(AdmissionServer server) =>
        Webhook(InstalledResources.ValidatingWebhooks, ValidationName, server, AdmissionServer.ValidationPath);

    private static RawObject Webhook(ResourceDescriptor<RawObject> resource, string name, AdmissionServer server, string path) => new()
    {
        ApiVersion = resource.ApiVersion,
        Kind = resource.Kind,
        Metadata = new V1ObjectMeta { Name = name },
        Webhooks = new JsonArray(new JsonObject
        {
            ["name"] = name,
            ["admissionReviewVersions"] = new JsonArray("v1"),
            ["sideEffects"] = "None",
            ["clientConfig"] = new JsonObject
            {
                ["url"] = new Uri(server.Address, path).AbsoluteUri,
                ["caBundle"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(server.CertificatePem)),
            },
            ["rules"] = new JsonArray(new JsonObject
            {
                ["apiGroups"] = new JsonArray(KnativeResources.Group),
                ["apiVersions"] = new JsonArray(KnativeResources.Services.Version),
                ["resources"] = new JsonArray(KnativeResources.Services.Plural),
                ["operations"] = new JsonArray("CREATE", "UPDATE"),
            }),
        }),
    };
}
