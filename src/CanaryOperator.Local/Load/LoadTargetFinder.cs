using System.Text.Json;
using CanaryOperator.Api;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Cluster;
using CanaryOperator.Runtime;

namespace CanaryOperator.Local.Load;

/// <summary>Finds an InferenceService, of KServe's group or KFServing's, and Istio's gateway in front of it.</summary>
internal sealed class LoadTargetFinder(IKubernetesClient client)
{
    private const string GatewayNamespace = IngressGatewayService.Namespace;
    private const string GatewayName = IngressGatewayService.Name;
    private const string GatewayPort = IngressGatewayService.PortName;

    /// <exception cref="LoadTargetException">One of the two is not there, or not ready.</exception>
    /// <exception cref="KubernetesException">The API server does not answer, or refuses to.</exception>
    public async Task<LoadTarget> FindAsync(NamespacedName name, CancellationToken cancellationToken)
    {
        var found = await FoundInferenceService.ByNameAsync(client, name.Name, name.Namespace, cancellationToken)
            ?? throw new LoadTargetException(
                $"There is no InferenceService {name.Name} in namespace {name.Namespace}, "
                + $"neither of {WellKnown.KServeGroup} nor of {WellKnown.KFServingGroup}. To see which there are: kubectl get isvc -A");
        var service = found.InferenceService;
        var url = service.Status?.Url is { } text
            ? new Uri(text)
            : throw new LoadTargetException(
                $"InferenceService {name} has no URL (status.url): it is not ready. To see why: "
                + $"kubectl describe isvc {name.Name} -n {name.Namespace}");
        var protocol = IsV2(service) ? PredictionProtocol.V2 : PredictionProtocol.V1;
        var path = url.AbsolutePath.TrimEnd('/') + protocol.Path(name.Name);
        var address = new Uri(await FindGatewayAsync(cancellationToken), path);
        return new(address, url.Authority, protocol, service.Generation(), Percents(service));
    }

    private async Task<Uri> FindGatewayAsync(CancellationToken cancellationToken)
    {
        var gateway = await client.GetAsync(WellKnownResources.Services, GatewayName, GatewayNamespace, cancellationToken)
            ?? throw new LoadTargetException(
                $"There is no gateway: no Service {GatewayName} in namespace {GatewayNamespace}. Is this a cluster with Istio, or one that "
                + "`up` started?");
        if (IngressIp(gateway) is not { } ip)
        {
            throw new LoadTargetException($"The gateway has no address: Service {GatewayNamespace}/{GatewayName} has no "
                + "status.loadBalancer.ingress[0].ip.");
        }

        return Port(gateway) is { } port
            ? new UriBuilder(Uri.UriSchemeHttp, ip, port).Uri
            : throw new LoadTargetException($"Service {GatewayNamespace}/{GatewayName} has no port named {GatewayPort} in spec.ports.");
    }

    private static string? IngressIp(V1Service gateway) =>
        gateway.Status is { } status
        && status.TryGetProperty("loadBalancer", out var balancer)
        && balancer.TryGetProperty("ingress", out var ingress)
        && ingress.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } first
        && first.TryGetProperty("ip", out var ip)
            ? ip.GetString()
            : null;

    private static int? Port(V1Service gateway) =>
        gateway.Spec?.AdditionalProperties?.TryGetValue("ports", out var ports) == true
        && ports.EnumerateArray().FirstOrDefault(IsHttp) is { ValueKind: JsonValueKind.Object } port
            ? port.GetProperty("port").GetInt32()
            : null;

    private static bool IsHttp(JsonElement port) => port.TryGetProperty("name", out var name) && name.ValueEquals(GatewayPort);

    private static bool IsV2(InferenceService service)
    {
        var predictor = service.Spec?.Predictor;
        FrameworkSpec?[] ways =
        [
            predictor?.Model, predictor?.Sklearn, predictor?.Tensorflow, predictor?.Xgboost, predictor?.Pytorch, predictor?.Triton,
            predictor?.Onnx, predictor?.Huggingface, predictor?.Pmml, predictor?.Lightgbm, predictor?.Paddle,
        ];
        return ways.Any(way => way?.ProtocolVersion is "v2");
    }

    /// <summary>A revision may be named twice: for its share, and for a host of its own.</summary>
    private static Dictionary<string, long> Percents(InferenceService service) =>
        (service.Status?.Components?.Values ?? [])
            .SelectMany(component => component.Traffic ?? [])
            .Where(target => target.RevisionName is not null)
            .GroupBy(target => target.RevisionName!, target => target.Percent ?? 0)
            .ToDictionary(revision => revision.Key, revision => revision.Sum());
}
