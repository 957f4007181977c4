using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CanaryOperator.Local.Serving.ModelServers;
using CanaryOperator.Testing;

namespace CanaryOperator.Local.Tests.Serving.ModelServers;

public sealed class ModelTransportTests : IAsyncLifetime
{
    private const string Body = """{"instances": [1]}""";

    private ServedPod _pod = null!;

    public async Task InitializeAsync() => _pod = await ServedPod.StartAsync();

    public async Task DisposeAsync() => await _pod.DisposeAsync();

    [Fact]
    public async Task Curl_waits_for_permission_to_send_and_keeps_the_connection()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPEndPoint.Parse(_pod.Server.Address));
        using var reader = new StreamReader(client.GetStream());
        for (var request = 1; request <= 2; request++)
        {
            await SendAsync(client, HeadOf(Body.Length));
            (await reader.ReadLineAsync()).Should().Be("HTTP/1.1 100 Continue");
            await reader.ReadLineAsync();
            await SendAsync(client, Body);
            var head = await ReadHeadAsync(reader);
            head.Should().StartWith("HTTP/1.1 200 OK");
            var length = head.Split("Content-Length: ")[1].Split('\r', '\n')[0];
            await reader.ReadBlockAsync(new char[int.Parse(length, CultureInfo.InvariantCulture)]);
        }
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_before_it_is_sent()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPEndPoint.Parse(_pod.Server.Address));
        using var reader = new StreamReader(client.GetStream());

        await SendAsync(client, HeadOf((64L * 1024 * 1024) + 1));

        (await ReadHeadAsync(reader)).Should().StartWith("HTTP/1.1 413 ");
        (await reader.ReadLineAsync()).Should().Contain("the body is larger than 64 MiB: send fewer instances at a time");
    }

    [Fact]
    public async Task A_body_without_length_is_refused_where_it_becomes_too_large()
    {
        using var content = new StreamContent(new Endless());

        var sending = async () => await _pod.Client.PostAsync("/v1/models/my-model:predict", content);

        // The server answers and closes while the client still sends: the client may see either.
        try
        {
            using var response = await sending();
            response.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        }
        catch (HttpRequestException)
        {
        }

        await _pod.MetricsSayAsync(Counted(413));
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_request()
    {
        var clock = new FakeTimeProvider();
        await using var slow = await ServedPod.StartAsync(new ServerBehavior { Latency = TimeSpan.FromHours(1) }, clock);
        using var leaving = new CancellationTokenSource();
        var prediction = slow.PredictAsync(leaving.Token);
        await Eventually.BecomesTrueAsync(() => clock.PendingTimers == 1, "the answer is delayed");

        await leaving.CancelAsync();

        await prediction.Invoking(p => p).Should().ThrowAsync<OperationCanceledException>();
        await Eventually.BecomesTrueAsync(() => clock.PendingTimers == 0, "the delay is over");
        await slow.MetricsSayAsync(Counted(502));
    }

    [Fact]
    public async Task A_client_that_leaves_while_it_sends_is_counted_once()
    {
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPEndPoint.Parse(_pod.Server.Address));
            await SendAsync(client, HeadOf(Body.Length) + Body[..5]);
        }

        await Eventually.BecomesTrueAsync(
            async () => (await _pod.MetricsAsync()).Split("\nrevision_app_request_count{").Length == 2,
            "the request is counted");
        using var response = await _pod.PredictAsync();
        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public void Nothing_listens_beyond_loopback()
    {
        string[] loopback = ["0100007F", "0000000000000000FFFF00000100007F"];
        var ports = new[] { _pod.Server.Address, _pod.Server.MetricsAddress }.Select(address => IPEndPoint.Parse(address).Port).ToList();

        var listening = File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[3] == "0A")
            .Select(fields => fields[1].Split(':'))
            .Where(local => ports.Contains(int.Parse(local[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture)))
            .Select(local => local[0]).ToList();

        listening.Should().HaveCount(2).And.BeSubsetOf(loopback);
    }

    private static string Counted(int statusCode) =>
        "revision_app_request_count{configuration_name=\"my-model-predictor\",container_name=\"queue-proxy\",namespace_name=\"default\","
        + $"pod_name=\"{ServedPod.Options.Pod}\",response_code=\"{statusCode}\",response_code_class=\"{statusCode / 100}xx\","
        + "revision_name=\"my-model-predictor-00001\",service_name=\"my-model-predictor\"} 1";

    /// <summary>What the tutorial's curl sends.</summary>
    private static string HeadOf(long length) =>
        $"""
        POST /v1/models/my-model:predict HTTP/1.1
        Host: my-model.default.example.com
        User-Agent: curl/7.58.0
        Accept: */*
        Content-Length: {length}
        Content-Type: application/x-www-form-urlencoded
        Expect: 100-continue


        """.ReplaceLineEndings("\r\n");

    private static async Task SendAsync(TcpClient client, string text) =>
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));

    /// <summary>Until the empty line, and the answer's body after it stays unread.</summary>
    private static async Task<string> ReadHeadAsync(StreamReader reader)
    {
        var head = new StringBuilder();
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            head.AppendLine(line);
        }

        return head.ToString();
    }

    private sealed class Endless : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)' ');
            return count;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
