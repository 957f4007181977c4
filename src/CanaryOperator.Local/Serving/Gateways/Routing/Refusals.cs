using System.Net;
using CanaryOperator.Api;
using CanaryOperator.Runtime;

namespace CanaryOperator.Local.Serving.Gateways.Routing;

/// <summary>Why requests end at the gateway, in words for whoever sent them.</summary>
internal static class Refusals
{
    private const string ShowHosts =
        "The hosts are those of the URLs that \"kubectl get inferenceservices,services.serving.knative.dev -A\" shows.";

    public static Refusal UnknownHost(ReadOnlySpan<char> host, string gateway) => new(
        404,
        "unknown host",
        host is "localhost" || IPAddress.TryParse(host, out _)
            ? $"The request asks for the host '{host}', which is the gateway itself: name another with -H \"Host: ...\". {ShowHosts}"
            : $"No Route of Knative has the host '{host}', and no VirtualService of the gateway {gateway} either. {ShowHosts}");

    public static Refusal InsideOnly(ReadOnlySpan<char> host) => new(
        404,
        "host of the cluster",
        $"The host '{host}' is for requests from inside the cluster, and this one comes from outside. {ShowHosts}");

    public static Refusal OutsideOnly(ReadOnlySpan<char> host) => new(
        404,
        "host of the outside",
        $"The host '{host}' is for requests from outside the cluster, and this one comes from inside: use the name that ends with the "
        + "namespace, or with svc.cluster.local.");

    public static Refusal NoRule(ReadOnlySpan<char> host, string path) => new(
        404,
        "unknown path",
        $"The VirtualServices of the host '{host}' have no rule for the path '{path}'. See \"kubectl get virtualservices -A -o yaml\".");

    public static Refusal LeadsNowhere(NamespacedName virtualService, string host) => new(
        503,
        "no route",
        $"VirtualService {virtualService} leads to the host '{host}', which no Route of Knative has. "
        + "See \"kubectl get routes.serving.knative.dev -A\".");

    public static Refusal NotReady(NamespacedName route) => new(
        503,
        "route not ready",
        $"Route {route} has no revision yet to which requests can go. "
        + $"See \"kubectl describe routes.serving.knative.dev -n {route.Namespace} {route.Name}\".");

    public static Refusal NoPod(NamespacedName revision, TimeSpan waited) => new(
        503,
        "no ready pod",
        $"Revision {revision} has had no pod that is ready and takes connections for {waited.TotalSeconds:0.###} s. "
        + $"See \"kubectl get pods -n {revision.Namespace} -l {WellKnown.KnativeRevisionLabel}={revision.Name}\".");

    public static Refusal PodFailed(NamespacedName pod, string reason) => new(
        502,
        "no answer from the pod",
        $"Pod {pod} got the request and gave no answer: {reason} See \"kubectl describe pod -n {pod.Namespace} {pod.Name}\".");
}
