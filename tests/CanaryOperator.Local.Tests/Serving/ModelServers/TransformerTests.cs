using System.Net;
using CanaryOperator.Local.Serving.ModelServers;
using CanaryOperator.Testing;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Local.Tests.Serving.ModelServers;

public sealed class TransformerTests : IAsyncLifetime
{
    private const string Request = """{"instances": [1]}""";

    private Mesh _mesh = null!;

    private MisbehavingServer Gateway => _mesh.Gateway;

    private ServedPod Pod => _mesh.Pod;

    public async Task InitializeAsync() => _mesh = await Mesh.StartAsync();

    public async Task DisposeAsync() => await _mesh.DisposeAsync();

    [Theory]
    [InlineData("/v1/models/my-model:predict")]
    [InlineData("/v1/models/my-model:explain")]
    [InlineData("/v2/models/my-model/infer")]
    public async Task A_prediction_is_asked_of_the_predictor_through_theGateway(string path)
    {
        Gateway.Then(Replies.Json("""{"predictions": [7]}""", "x-revision: my-model-predictor-00002"));

        using var response = await Pod.PostAsync(path, Request);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).Should().Be("""{"predictions": [7]}""");
        ServedPod.RevisionOf(response).Should().Be("my-model-predictor-00002, my-model-transformer-00001");
        var asked = Gateway.Requests.Should().ContainSingle().Subject;
        asked.Method.Should().Be("POST");
        asked.Target.Should().Be(path);
        asked.Headers["Host"].Should().Be("my-model-predictor.default");
        asked.Body.Should().Be(Request);
    }

    [Fact]
    public async Task Health_is_its_own()
    {
        using var response = await Pod.Client.GetAsync("/v1/models/my-model");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        Gateway.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Errors_of_the_predictor_are_passed_on_as_they_are()
    {
        Gateway.Then(Replies.Html(503, "no ready pod"));

        using var response = await Pod.PredictAsync();

        response.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        response.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
        (await response.Content.ReadAsStringAsync()).Should().Be("no ready pod");
        ServedPod.RevisionOf(response).Should().Be("my-model-transformer-00001", "no other revision answered");
    }

    [Fact]
    public async Task A_predictor_that_hangs_up_is_a_badGateway()
    {
        Gateway.Then(Replies.HangUp);

        using var response = await Pod.PredictAsync();

        (await ServedPod.ErrorOf(response, HttpStatusCode.BadGateway)).Should()
            .StartWith($"the predictor my-model-predictor.default cannot be reached through {Gateway.Host}: ");
    }

    [Fact]
    public async Task An_answer_that_breaks_off_breaks_off_for_the_client_too()
    {
        Gateway.Then(Replies.CutShort("""{"predictions": [7]}"""));

        await Pod.Awaiting(pod => pod.PredictAsync()).Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task A_client_that_leaves_takes_the_request_to_the_predictor_along()
    {
        var predictorLost = new TaskCompletionSource();
        Gateway.Then(async (exchange, cancellationToken) =>
        {
            await exchange.ClientLeftAsync(cancellationToken);
            predictorLost.SetResult();
        });
        using var leaving = new CancellationTokenSource();
        var prediction = Pod.PredictAsync(leaving.Token);
        await Eventually.BecomesTrueAsync(() => Gateway.Requests.Count == 1, "the predictor is asked");

        await leaving.CancelAsync();

        await prediction.Invoking(p => p).Should().ThrowAsync<OperationCanceledException>();
        await Eventually.BecomesTrueAsync(() => predictorLost.Task.IsCompleted, "the transformer left the predictor");
    }

    [Fact]
    public async Task A_body_that_is_too_large_does_not_become_the_predictors_fault()
    {
        Gateway.Then(Replies.Silence);
        using var content = new ByteArrayContent(new byte[ModelServer.LargestBody + 1]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/models/my-model:predict") { Content = content };
        request.Headers.ExpectContinue = true;

        using var response = await Pod.Client.SendAsync(request);

        (await ServedPod.ErrorOf(response, HttpStatusCode.RequestEntityTooLarge)).Should().Contain("64 MiB");
    }

    [Fact]
    public async Task Without_aGateway_a_transformer_does_not_start() =>
        await this.Awaiting(_ => StartAsync(null)).Should().ThrowAsync<ArgumentException>().WithMessage("*InsideGateway*");

    private static Task<ServedPod> StartAsync(Uri? gateway) => ServedPod.StartAsync(
        ServedPod.Options with
        {
            Service = "my-model-transformer",
            Revision = "my-model-transformer-00001",
            PredictorHost = "my-model-predictor.default",
            InsideGateway = gateway,
        },
        TimeProvider.System);

    private sealed class Mesh(MisbehavingServer gateway, ServedPod pod) : IAsyncDisposable
    {
        public MisbehavingServer Gateway => gateway;

        public ServedPod Pod => pod;

        public static async Task<Mesh> StartAsync()
        {
            var gateway = new MisbehavingServer();
            return new Mesh(gateway, await TransformerTests.StartAsync(gateway.Host));
        }

        public async ValueTask DisposeAsync()
        {
            await pod.DisposeAsync();
            await gateway.DisposeAsync();
        }
    }
}
