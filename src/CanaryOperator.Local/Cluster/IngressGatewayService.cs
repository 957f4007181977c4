using System.Text.Json.Nodes;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Local.Cluster;

/// <summary>
/// The Service by which Istio's documentation, both tutorials and the load command find the gateway: its external address is the loopback
/// port on which our gateway listens.
/// </summary>
internal sealed class IngressGatewayService(IKubernetesClient client)
{
    public const string Namespace = "istio-system";
    public const string Name = "istio-ingressgateway";
    public const string PortName = "http2";

    private static readonly ResourceDescriptor<RawObject> Namespaces = Of("Namespace", "namespaces", ResourceScope.Cluster);
    private static readonly ResourceDescriptor<RawObject> Services = Of("Service", "services", ResourceScope.Namespaced);

    /// <param name="gateway">As in <c>http://127.0.0.1:43121/</c>.</param>
    public async Task InstallAsync(Uri gateway, CancellationToken cancellationToken)
    {
        await client.ApplyAsync(Namespaces, Object(Namespaces, new() { Name = Namespace }), cancellationToken);
        var service = Object(Services, new()
        {
            Name = Name,
            NamespaceProperty = Namespace,
            Labels = new Dictionary<string, string> { ["app"] = Name, ["istio"] = "ingressgateway" },
        });
        var created = await client.ApplyAsync(Services, service with { Spec = Spec(gateway) }, cancellationToken);
        await client.UpdateStatusAsync(Services, created with { Status = Status(gateway) }, cancellationToken);
    }

    private static JsonObject Spec(Uri gateway) => new()
    {
        ["type"] = "LoadBalancer",
        ["ports"] = new JsonArray(new JsonObject { ["name"] = PortName, ["port"] = gateway.Port, ["protocol"] = "TCP" }),
    };

    private static JsonObject Status(Uri gateway) => new()
    {
        ["loadBalancer"] = new JsonObject { ["ingress"] = new JsonArray(new JsonObject { ["ip"] = gateway.Host }) },
    };

    private static RawObject Object(ResourceDescriptor<RawObject> resource, V1ObjectMeta metadata) => new()
    {
        ApiVersion = resource.ApiVersion,
        Kind = resource.Kind,
        Metadata = metadata,
    };

    private static ResourceDescriptor<RawObject> Of(string kind, string plural, ResourceScope scope) =>
        new("", "v1", kind, plural, scope, KnativeJsonContext.Default.RawObject);
}
