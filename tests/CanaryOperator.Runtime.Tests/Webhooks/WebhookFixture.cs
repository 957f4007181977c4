using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CanaryOperator.Runtime.Certificates;
using CanaryOperator.Runtime.Hosting;
using CanaryOperator.Runtime.Tests.Simulation;
using CanaryOperator.Runtime.Webhooks;
using CanaryOperator.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Runtime.Tests.Webhooks;

/// <summary>A webhook server on this machine, with a fake clock, and a client that trusts it as an API server does.</summary>
internal sealed class WebhookFixture : IDisposable
{
    public const string Path = "/validate-things";

    private readonly Meter _meter = new("CanaryOperator.Runtime");
    private readonly CertificateMaterial _material = TestCertificates.New();

    public WebhookFixture(ILoggerFactory? loggers = null)
    {
        Metrics = new MetricsProbe(_meter);
        Server = new WebhookServer(
            ListenAddress.Parse("127.0.0.1:0"),
            new Dictionary<string, IAdmissionHandler> { [Path] = Handler },
            Certificate,
            new WebhookServerOptions(),
            new WebhookMetrics(_meter),
            Clock,
            loggers ?? NullLoggerFactory.Instance);
        Client = TestCertificates.Client(_material.Bundle);
    }

    public FakeTimeProvider Clock { get; } = new();

    public ScriptedHandler Handler { get; } = new();

    public ServingCertificate Certificate { get; } = new();

    public WebhookServer Server { get; }

    public HttpClient Client { get; }

    public MetricsProbe Metrics { get; }

    public static async Task<WebhookFixture> StartAsync(ILoggerFactory? loggers = null)
    {
        var fixture = new WebhookFixture(loggers);
        fixture.LoadCertificate();
        await fixture.Server.StartAsync(CancellationToken.None);
        return fixture;
    }

    public static string Review(string obj = """{"spec":{"a":1}}""", string uid = "uid-1") => $$$"""
        {
          "apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview",
          "request": {
            "uid": "{{{uid}}}",
            "kind": {"group": "shop.example.com", "version": "v1", "kind": "Widget"},
            "resource": {"group": "shop.example.com", "version": "v1", "resource": "widgets"},
            "namespace": "ns", "name": "w", "operation": "UPDATE", "dryRun": true,
            "userInfo": {"username": "ann", "groups": ["system:authenticated"]},
            "object": {{{obj}}}, "oldObject": {"spec": {"a": 0}}, "options": null
          }
        }
        """;

    public void LoadCertificate() => Certificate.Use(_material.Context());

    public Uri Address(string path = Path) => new($"https://127.0.0.1:{Server.Port}{path}");

    public async Task<HttpResponseMessage> PostAsync(string body, string path = Path, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address(path));
        request.Content = new StringContent(body, Encoding.UTF8, contentType);
        return await Client.SendAsync(request);
    }

    /// <summary>The <c>response</c> to a review.</summary>
    public async Task<JsonObject> AskAsync(string review, string path = Path)
    {
        using var answer = await PostAsync(review, path);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
        json["apiVersion"]!.GetValue<string>().Should().Be("admission.k8s.io/v1");
        json["kind"]!.GetValue<string>().Should().Be("AdmissionReview");
        return json["response"]!.AsObject();
    }

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
        Metrics.Dispose();
        _meter.Dispose();
    }
}
