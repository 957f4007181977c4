using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using CanaryOperator.Kubernetes;
using CanaryOperator.Local.Commands;
using CanaryOperator.Local.ControlPlane.Processes;
using CanaryOperator.Local.Load;
using CanaryOperator.Local.Serving;
using CanaryOperator.Local.Tests.ControlPlane;
using CanaryOperator.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace CanaryOperator.Local.Tests.Load;

/// <summary>One server plays the API server and the gateway.</summary>
public sealed class LoadSessionTests : IAsyncLifetime
{
    private const string KServe = "/apis/serving.kserve.io/v1beta1/namespaces/default/inferenceservices/my-model";
    private const string KFServing = "/apis/serving.kubeflow.org/v1beta1/namespaces/default/inferenceservices/my-model";
    private const string Gateway = "/api/v1/namespaces/istio-system/services/istio-ingressgateway";

    private readonly Dictionary<string, JsonObject> _objects = [];
    private readonly List<string> _predictions = [];
    private readonly StringBuilder _output = new();
    private Func<int, string?> _revision = _ => "my-model-predictor-00001";
    private int _status = StatusCodes.Status200OK;
    private LoopbackServer _server = null!;
    private IKubernetesClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await LoopbackServer.StartAsync(context =>
            context.Request.Method == HttpMethods.Get ? AnswerAsApiServerAsync(context) : AnswerAsModelAsync(context));
        _client = new KubernetesClient(
            new KubernetesClientConfiguration { Host = _server.Address },
            new KubernetesClientOptions(),
            TimeProvider.System,
            new Random(1),
            NullLoggerFactory.Instance);
        _objects[Gateway] = JsonNode.Parse(
            $$"""
            {
              "apiVersion": "v1", "kind": "Service", "metadata": { "name": "istio-ingressgateway", "namespace": "istio-system" },
              "spec": { "ports": [{ "name": "status-port", "port": 1 }, { "name": "http2", "port": {{_server.Address.Port}} }] },
              "status": { "loadBalancer": { "ingress": [{ "ip": "127.0.0.1" }] } }
            }
            """)!.AsObject();
        _objects[KServe] = InferenceService(("my-model-predictor-00001", 100));
    }

    public async Task DisposeAsync()
    {
        ((IDisposable)_client).Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task All_is_well_when_the_right_revision_answers_everything()
    {
        (await RunAsync()).Should().BeTrue();

        _output.ToString().Should().StartWith($"100 requests per second for 0.2 s to {_server.Address}v1/models/my-model:predict, "
                + "Host: my-model.default.example.com\n\nREQUESTS   ERRORS   REQUESTS/S")
            .And.MatchRegex("my-model-predictor-00001   20         0        [0-9.]+ ms +100.0 %   100 %      20 to 20        yes\n$");
        _predictions.Should().HaveCount(20)
            .And.OnlyContain(request => request
                == """my-model.default.example.com/v1/models/my-model:predict {"instances":[[6.8,2.8,4.8,1.4]]}""");
    }

    [Fact]
    public async Task A_share_that_is_no_chance_is_not_well()
    {
        _objects[KServe] = InferenceService(("my-model-predictor-00001", 90), ("my-model-predictor-00002", 10));
        _revision = number => number % 2 == 0 ? "my-model-predictor-00001" : "my-model-predictor-00002";

        (await RunAsync()).Should().BeFalse();

        _output.ToString().Should().MatchRegex(
            "my-model-predictor-00002   10         0        [0-9.]+ ms +50.0 %   10 %       0 to 6          NO");
    }

    [Fact]
    public async Task A_failed_request_is_not_well()
    {
        _status = StatusCodes.Status503ServiceUnavailable;

        (await RunAsync()).Should().BeFalse();

        _output.ToString().Should().Contain("\nErrors: 503: 20\n");
    }

    [Theory]
    [InlineData("spec")]
    [InlineData("status")]
    [InlineData("gone")]
    public async Task A_change_during_the_run_takes_the_verdict_away(string what)
    {
        _revision = number =>
        {
            if (number == 10)
            {
                var changed = InferenceService(("my-model-predictor-00001", what == "status" ? 0 : 100));
                changed["metadata"]!["generation"] = what == "spec" ? 3 : 1;
                _objects[what == "gone" ? KFServing : KServe] = changed;
                if (what == "gone")
                {
                    _objects.Clear();
                }
            }

            return "my-model-predictor-00009";
        };

        (await RunAsync()).Should().BeTrue("no request failed");

        _output.ToString().Should().EndWith(
            "The InferenceService was changed during the run, or cannot be read any more: the shares have no verdict.\n");
    }

    [Fact]
    public async Task Answers_of_unknown_origin_have_no_verdict()
    {
        _revision = _ => null;

        (await RunAsync()).Should().BeTrue();

        _output.ToString().Should().EndWith("No answer tells which revision gave it, so the shares have no verdict.\n");
    }

    [Fact]
    public async Task KFServings_group_the_second_protocol_a_path_and_data_of_ones_own_are_understood()
    {
        _objects.Remove(KServe);
        _objects[KFServing] = InferenceService(("my-model-predictor-00001", 100));
        _objects[KFServing]["status"]!["url"] = "https://example.com/serving/my-model";
        _objects[KFServing]["spec"] = JsonNode.Parse("""{ "predictor": { "sklearn": { "protocolVersion": "v2" } } }""");

        (await RunAsync("mine"u8.ToArray())).Should().BeTrue();

        _predictions.Should().OnlyContain(request => request == "example.com/serving/my-model/v2/models/my-model/infer mine");
    }

    [Fact]
    public async Task An_unknown_name_says_so()
    {
        _objects.Remove(KServe);

        await FailsAsync("There is no InferenceService my-model in namespace default, neither of serving.kserve.io nor of "
            + "serving.kubeflow.org. To see which there are: kubectl get isvc -A");
    }

    [Fact]
    public async Task One_that_is_not_ready_says_so()
    {
        _objects[KServe].Remove("status");

        await FailsAsync("InferenceService default/my-model has no URL (status.url): it is not ready. To see why: "
            + "kubectl describe isvc my-model -n default");
    }

    [Fact]
    public async Task A_missing_or_unfinished_gateway_says_so()
    {
        _objects[Gateway]["spec"]!.AsObject().Remove("ports");
        await FailsAsync("Service istio-system/istio-ingressgateway has no port named http2 in spec.ports.");

        _objects[Gateway]["status"] = JsonNode.Parse("""{ "loadBalancer": {} }""");
        await FailsAsync("The gateway has no address: Service istio-system/istio-ingressgateway has no status.loadBalancer.ingress[0].ip.");

        _objects.Remove(Gateway);
        await FailsAsync("There is no gateway: no Service istio-ingressgateway in namespace istio-system. Is this a cluster with Istio, or "
            + "one that `up` started?");
    }

    [Theory]
    [InlineData("load my-model --rate 100 --duration 100ms", 200, 0, "my-model-predictor-00001   10         0        ")]
    [InlineData("load my-model --rate 100 --duration 100ms", 500, 1, "Errors: 500: 10")]
    [InlineData("load other", 200, 2, "There is no InferenceService other in namespace default")]
    [InlineData("load my-model --data /no/such/file", 200, 2, "/no/such/file")]
    [InlineData("load my-model --rate none", 200, 2, "--rate must be a number")]
    public async Task The_exit_code_tells_how_it_went(string arguments, int status, int expected, string printed)
    {
        using var folder = new TemporaryFolder();
        _status = status;
        var info = new ProcessStartInfo("dotnet", [typeof(LoadCommand).Assembly.Location, .. arguments.Split(' ')]);
        info.Environment["KUBECONFIG"] = folder.File(
            "kubeconfig",
            $$"""
            apiVersion: v1
            kind: Config
            current-context: test
            contexts: [{ name: test, context: { cluster: test, user: test } }]
            clusters: [{ name: test, cluster: { server: "{{_server.Address}}" } }]
            users: [{ name: test, user: {} }]
            """);

        var result = await CapturedProcess.RunAsync(info, string.Empty, CancellationToken.None);

        (result.Output + result.Error).Should().Contain(printed);
        result.ExitCode.Should().Be(expected);
    }

    [Theory]
    [InlineData("m --rate 0", "--rate must be a number above 0 and up to 100000, not '0'.")]
    [InlineData("m --rate x", "--rate must be a number above 0 and up to 100000, not 'x'.")]
    [InlineData("m --duration 30", "--duration must be a number with a unit, such as 500ms, 30s, 5m or 1h, up to 24h, not '30'.")]
    [InlineData("m --duration -1s", "*not '-1s'.")]
    [InlineData("m --duration 25h", "*not '25h'.")]
    [InlineData("", "Required argument 'isvc' missing*")]
    public void What_cannot_be_understood_is_refused(string arguments, string message) =>
        LoadCommand.Create(AnsiConsole.Console, TimeProvider.System, NullLoggerFactory.Instance).Parse(arguments).Errors
            .Should().ContainSingle().Which.Message.Should().Match(message);

    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("1.5s", 1.5)]
    [InlineData("2m", 120)]
    [InlineData("24h", 86_400)]
    public void A_duration_has_a_unit(string text, double seconds) =>
        LoadCommand.Create(AnsiConsole.Console, TimeProvider.System, NullLoggerFactory.Instance).Parse($"m --duration {text}")
            .GetValue<TimeSpan>("--duration").TotalSeconds.Should().Be(seconds);

    private static JsonObject InferenceService(params (string Revision, int Percent)[] traffic) => new()
    {
        ["apiVersion"] = "serving.kserve.io/v1beta1",
        ["kind"] = "InferenceService",
        ["metadata"] = new JsonObject { ["name"] = "my-model", ["namespace"] = "default", ["generation"] = 1 },
        ["spec"] = new JsonObject(),
        ["status"] = new JsonObject
        {
            ["url"] = "http://my-model.default.example.com",
            ["components"] = new JsonObject
            {
                ["predictor"] = new JsonObject
                {
                    ["traffic"] = new JsonArray([.. traffic.Select(target =>
                        new JsonObject { ["revisionName"] = target.Revision, ["percent"] = target.Percent })]),
                },
            },
        },
    };

    private async Task FailsAsync(string message) =>
        (await FluentActions.Awaiting(() => RunAsync()).Should().ThrowAsync<LoadTargetException>()).Which.Message.Should().Be(message);

    private Task<bool> RunAsync(byte[]? data = null)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(new StringWriter(_output)) });
        return new LoadSession(_client, console, TimeProvider.System).RunAsync(
            new NamespacedName("default", "my-model"), rate: 100, TimeSpan.FromSeconds(0.2), data, CancellationToken.None);
    }

    private async Task AnswerAsApiServerAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        if (_objects.TryGetValue(context.Request.Path, out var found))
        {
            await context.Response.WriteAsync(found.ToJsonString());
            return;
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        await context.Response.WriteAsync("""{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound","code":404}""");
    }

    private async Task AnswerAsModelAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        lock (_predictions)
        {
            _predictions.Add($"{context.Request.Host}{context.Request.Path} {body}");
            context.Response.StatusCode = _status;
            if (_revision(_predictions.Count) is { } revision)
            {
                context.Response.Headers[ServingHeaders.Revision] = revision;
            }
        }
    }
}
