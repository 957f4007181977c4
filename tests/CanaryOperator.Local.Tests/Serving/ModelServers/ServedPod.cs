using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CanaryOperator.Local.Serving;
using CanaryOperator.Local.Serving.ModelServers;
using CanaryOperator.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Local.Tests.Serving.ModelServers;

/// <summary>A model server and a client of it.</summary>
internal sealed class ServedPod : IAsyncDisposable
{
    public static readonly ModelServerOptions Options = new()
    {
        Namespace = "default",
        Service = "my-model-predictor",
        Revision = "my-model-predictor-00001",
        Pod = "my-model-predictor-00001-deployment-8569645df4-tq8jc",
        Model = "my-model",
    };

    private ServedPod(ModelServer server)
    {
        Server = server;
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri($"http://{server.Address}") };
    }

    public ModelServer Server { get; }

    public HttpClient Client { get; }

    public static Task<ServedPod> StartAsync() => StartAsync(Options, TimeProvider.System);

    public static Task<ServedPod> StartAsync(ServerBehavior behavior, TimeProvider clock) =>
        StartAsync(Options with { Behavior = behavior }, clock);

    public static async Task<ServedPod> StartAsync(ModelServerOptions options, TimeProvider clock) =>
        new(await ModelServer.StartAsync(options, clock, NullLoggerFactory.Instance, CancellationToken.None));

    /// <summary>As curl's <c>-d</c> sends it: with the content type of a form.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, string body, CancellationToken cancellationToken = default) =>
        Client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded"), cancellationToken);

    public Task<HttpResponseMessage> PredictAsync(CancellationToken cancellationToken = default) =>
        PostAsync("/v1/models/my-model:predict", """{"instances": [1]}""", cancellationToken);

    public Task<string> MetricsAsync() => Client.GetStringAsync(new Uri($"http://{Server.MetricsAddress}/metrics"));

    /// <summary>Waits for the count: the answer may arrive a moment before it is counted.</summary>
    public Task MetricsSayAsync(string line) =>
        Eventually.BecomesTrueAsync(async () => (await MetricsAsync()).Split('\n').Contains(line), $"the metrics say {line}");

    public static async Task<JsonObject> BodyOf(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();

    public static async Task<string> ErrorOf(HttpResponseMessage response, HttpStatusCode expected)
    {
        response.StatusCode.Should().Be(expected);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        return (string)(await BodyOf(response))["error"]!;
    }

    public static string RevisionOf(HttpResponseMessage response) => response.Headers.GetValues(ServingHeaders.Revision).Single();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
