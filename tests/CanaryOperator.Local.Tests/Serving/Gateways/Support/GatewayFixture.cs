using System.Net;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Local.Serving;
using CanaryOperator.Local.Serving.Gateways;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Local.Tests.Serving.Gateways.Support;

/// <summary>A gateway that follows a cluster in memory, and real pods behind it.</summary>
internal sealed class GatewayFixture : IAsyncDisposable
{
    /// <summary>Of the predictor's Route.</summary>
    public const string Host = $"{Some.Predictor}.{Some.Namespace}.example.com";

    private readonly List<TestPod> _pods = [];

    private GatewayFixture(Gateway gateway, WatchedObjects cluster, RevisionDemand demand)
    {
        (Gateway, Cluster, Demand) = (gateway, cluster, demand);
        Client = new(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null }) { BaseAddress = gateway.Outside };
    }

    public Gateway Gateway { get; }

    public WatchedObjects Cluster { get; }

    public RevisionDemand Demand { get; }

    /// <summary>Asks from outside.</summary>
    public HttpClient Client { get; }

    public static async Task<GatewayFixture> StartAsync(GatewayOptions? options = null)
    {
        var (cluster, demand) = (new WatchedObjects(), new RevisionDemand(TimeProvider.System));
        var gateway = await Gateway.StartAsync(
            cluster, options ?? new(), demand, TimeProvider.System, new Random(1), NullLoggerFactory.Instance, CancellationToken.None);
        return new(gateway, cluster, demand);
    }

    /// <summary>With the predictor's Route to one revision, <c>r</c>.</summary>
    public static async Task<GatewayFixture> StartAsync(RequestDelegate pod)
    {
        var fixture = await StartAsync();
        await fixture.RouteAsync(Some.Share("r", 100));
        await fixture.RunPodAsync("pod", "r", pod);
        return fixture;
    }

    public Task RouteAsync(params TrafficTarget[] traffic) => Cluster.PutAsync(KnativeResources.Routes, Some.Route(traffic));

    public async Task<TestPod> RunPodAsync(string name, string revision, RequestDelegate handler)
    {
        var pod = await TestPod.StartAsync(handler);
        _pods.Add(pod);
        await PutPodAsync(Some.Pod(name, revision, pod.Address));
        return pod;
    }

    public Task<TestPod> RunPodAsync(string name, string revision) =>
        RunPodAsync(name, revision, context => context.Response.WriteAsync(revision, context.RequestAborted));

    public Task PutPodAsync(V1Pod pod) => Cluster.PutAsync(WellKnownResources.Pods, pod);

    public static HttpRequestMessage Get(string path = "/", string host = Host) => new(HttpMethod.Get, path) { Headers = { Host = host } };

    public static HttpRequestMessage Post(HttpContent content) =>
        new(HttpMethod.Post, "/") { Headers = { Host = Host }, Content = content };

    public async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request, CancellationToken.None);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Gateway.DisposeAsync();
        foreach (var pod in _pods)
        {
            await pod.DisposeAsync();
        }
    }
}
