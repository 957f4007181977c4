using System.Net;
using System.Net.Sockets;
using CanaryOperator.Local.Serving.ModelServers;
using CanaryOperator.Testing;

namespace CanaryOperator.Local.Tests.Serving.ModelServers;

public sealed class ModelServerLifeTests
{
    private static readonly TimeSpan Latency = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task An_answer_takes_as_long_as_the_annotation_says()
    {
        await using var pod = await ServedPod.StartAsync(new ServerBehavior { Latency = Latency }, _clock);
        var prediction = await BeginPredictionAsync(pod);

        _clock.Advance(Latency - TimeSpan.FromMilliseconds(1));
        prediction.IsCompleted.Should().BeFalse();
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        (await prediction).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Every_twentieth_prediction_fails_when_five_percent_shall()
    {
        await using var pod = await ServedPod.StartAsync(new ServerBehavior { ErrorPercent = 5 }, _clock);
        var failed = new List<int>();
        for (var i = 1; i <= 40; i++)
        {
            using var state = await pod.Client.GetAsync("/v1/models/my-model");
            state.StatusCode.Should().Be(HttpStatusCode.OK, "only predictions fail");
            using var response = await pod.PredictAsync();
            if (response.StatusCode == HttpStatusCode.InternalServerError)
            {
                (await ServedPod.ErrorOf(response, HttpStatusCode.InternalServerError)).Should()
                    .Be("my-model-predictor-00001 fails 5 % of its predictions, as local.canaryoperator.io/error-percent says");
                failed.Add(i);
            }
        }

        failed.Should().Equal(20, 40);
    }

    [Fact]
    public async Task A_server_that_stops_finishes_what_is_under_way()
    {
        await using var pod = await ServedPod.StartAsync(new ServerBehavior { Latency = Latency }, _clock);
        var prediction = await BeginPredictionAsync(pod);

        var stopping = pod.Server.StopAsync(CancellationToken.None);
        await RefusesConnectionsAsync(pod);
        stopping.IsCompleted.Should().BeFalse();
        _clock.Advance(Latency);

        (await prediction).StatusCode.Should().Be(HttpStatusCode.OK);
        await stopping;
    }

    [Fact]
    public async Task A_server_that_stops_waits_ten_seconds_at_most()
    {
        await using var pod = await ServedPod.StartAsync(new ServerBehavior { Latency = TimeSpan.FromHours(1) }, _clock);
        var prediction = await BeginPredictionAsync(pod);

        var stopping = pod.Server.StopAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(10));

        await stopping;
        await prediction.Invoking(p => p).Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task A_server_that_crashes_finishes_nothing_not_even_its_stopping()
    {
        await using var pod = await ServedPod.StartAsync(new ServerBehavior { Latency = Latency }, _clock);
        var prediction = await BeginPredictionAsync(pod);
        var stopping = pod.Server.StopAsync(CancellationToken.None);

        await pod.Server.DisposeAsync();

        await prediction.Invoking(p => p).Should().ThrowAsync<HttpRequestException>();
        await stopping;
        await RefusesConnectionsAsync(pod);
    }

    [Fact]
    public async Task A_server_may_be_disposed_twice()
    {
        var pod = await ServedPod.StartAsync();

        await pod.Server.DisposeAsync();
        await pod.DisposeAsync();
    }

    private async Task<Task<HttpResponseMessage>> BeginPredictionAsync(ServedPod pod)
    {
        var prediction = pod.PredictAsync();
        await Eventually.BecomesTrueAsync(() => _clock.PendingTimers == 1, "the prediction is under way");
        return prediction;
    }

    private static Task RefusesConnectionsAsync(ServedPod pod) => Eventually.BecomesTrueAsync(
        async () =>
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPEndPoint.Parse(pod.Server.Address));
                return false;
            }
            catch (SocketException)
            {
                return true;
            }
        },
        "connections are refused");
}
