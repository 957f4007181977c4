using System.Net;
using System.Security.Cryptography;
using System.Text;
using CanaryOperator.Local.Tests.Serving.Gateways.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CanaryOperator.Local.Tests.Serving.Gateways;

public sealed class ForwardingTests
{
    private const int Large = 16 * 1024 * 1024;

    [Fact]
    public async Task A_pod_gets_the_request_as_it_was_sent_and_who_sent_it()
    {
        var seen = "";
        await using var fixture = await GatewayFixture.StartAsync(async context =>
        {
            var headers = context.Request.Headers.Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal);
            seen = $"{context.Request.Method} {context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}\n"
                + $"{string.Join('\n', headers)}\n{await new StreamReader(context.Request.Body).ReadToEndAsync()}";
        });
        using var request = new HttpRequestMessage(HttpMethod.Put, "/a%2Fb/v1:predict?x=%20y&z")
        {
            Content = new StringContent("{}", Encoding.UTF8, "application/json"),
            Headers = { Host = GatewayFixture.Host, ExpectContinue = true },
        };
        request.Headers.TryAddWithoutValidation("Connection", "X-Hop");
        request.Headers.TryAddWithoutValidation("X-Hop", "1");
        request.Headers.TryAddWithoutValidation("X-Two", ["a", "b"]);
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", "10.0.0.1");

        (await fixture.SendAsync(request)).Status.Should().Be(HttpStatusCode.OK);

        seen.Should().Be(
            $$"""
            PUT /a%2Fb/v1:predict?x=%20y&z
            Content-Length: 2
            Content-Type: application/json; charset=utf-8
            Host: {{GatewayFixture.Host}}
            X-Forwarded-For: 10.0.0.1, 127.0.0.1
            X-Forwarded-Host: {{GatewayFixture.Host}}
            X-Forwarded-Proto: http
            X-Two: a, b
            {}
            """);
    }

    [Fact]
    public async Task The_client_gets_the_answer_without_what_is_about_the_connection()
    {
        await using var fixture = await GatewayFixture.StartAsync(context =>
        {
            context.Response.StatusCode = 418;
            context.Response.Headers["Keep-Alive"] = "timeout=5";
            context.Response.Headers.Server = "pod";
            context.Response.Headers["X-Two"] = new(["a", "b"]);
            context.Response.ContentType = "text/plain";
            return context.Response.WriteAsync("short and stout");
        });

        using var response = await fixture.Client.SendAsync(GatewayFixture.Get(), CancellationToken.None);

        ((int)response.StatusCode).Should().Be(418);
        response.Headers.Contains("Keep-Alive").Should().BeFalse();
        response.Headers.Server.ToString().Should().Be("canary-operator");
        response.Headers.GetValues("X-Two").Should().Equal("a", "b");
        response.Content.Headers.ContentType!.ToString().Should().Be("text/plain");
        (await response.Content.ReadAsStringAsync(CancellationToken.None)).Should().Be("short and stout");
    }

    [Fact]
    public async Task Events_reach_the_client_before_the_answer_ends()
    {
        var next = new SemaphoreSlim(0);
        await using var fixture = await GatewayFixture.StartAsync(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.FlushAsync(CancellationToken.None);
            for (var i = 1; i <= 3; i++)
            {
                await next.WaitAsync(context.RequestAborted);
                await context.Response.WriteAsync($"data: {i}\n", context.RequestAborted);
            }
        });

        using var response = await fixture.Client.SendAsync(
            GatewayFixture.Get(), HttpCompletionOption.ResponseHeadersRead, CancellationToken.None);
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync(CancellationToken.None));

        for (var i = 1; i <= 3; i++)
        {
            next.Release();
            (await events.ReadLineAsync(CancellationToken.None)).Should().Be($"data: {i}");
        }

        (await events.ReadLineAsync(CancellationToken.None)).Should().BeNull();
    }

    [Fact]
    public async Task Chunks_reach_the_pod_before_the_request_ends()
    {
        var arrived = new SemaphoreSlim(0);
        await using var fixture = await GatewayFixture.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            while (await reader.ReadLineAsync(context.RequestAborted) is { } line)
            {
                arrived.Release();
                await context.Response.WriteAsync(line, CancellationToken.None);
            }
        });

        var (status, body) = await fixture.SendAsync(GatewayFixture.Post(new WrittenContent(async stream =>
        {
            for (var i = 1; i <= 3; i++)
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes($"{i}\n"), CancellationToken.None);
                await stream.FlushAsync(CancellationToken.None);
                await arrived.WaitAsync(CancellationToken.None);
            }
        })));

        status.Should().Be(HttpStatusCode.OK);
        body.Should().Be("123");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Large_bodies_arrive_whole(bool chunked)
    {
        var bytes = new byte[Large];
        new Random(1).NextBytes(bytes);
        await using var fixture = await GatewayFixture.StartAsync(async context =>
        {
            var hash = await SHA256.HashDataAsync(context.Request.Body, context.RequestAborted);
            context.Response.Headers["X-Request"] = Convert.ToHexString(hash);
            context.Response.ContentLength = chunked ? null : Large;
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        });
        using var request = GatewayFixture.Post(new ByteArrayContent(bytes));
        request.Headers.TransferEncodingChunked = chunked;

        using var response = await fixture.Client.SendAsync(request, CancellationToken.None);

        var expected = Convert.ToHexString(SHA256.HashData(bytes));
        response.Headers.GetValues("X-Request").Should().Equal(expected);
        Convert.ToHexString(SHA256.HashData(await response.Content.ReadAsByteArrayAsync(CancellationToken.None))).Should().Be(expected);
    }

    [Fact]
    public async Task A_pod_hears_that_the_client_went_away_while_it_thinks()
    {
        var (began, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var fixture = await GatewayFixture.StartAsync(async context =>
        {
            began.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ended.SetResult();
        });
        using var leave = new CancellationTokenSource();

        var request = fixture.Client.SendAsync(GatewayFixture.Get(), leave.Token);
        await began.Task;
        await leave.CancelAsync();

        await request.Invoking(sent => sent).Should().ThrowAsync<OperationCanceledException>();
        await ended.Task;
    }

    [Fact]
    public async Task An_answer_without_end_is_not_kept_anywhere()
    {
        var ended = new TaskCompletionSource<long>();
        await using var fixture = await GatewayFixture.StartAsync(async context =>
        {
            var (bytes, written) = (new byte[64 * 1024], 0L);
            while (!context.RequestAborted.IsCancellationRequested)
            {
                // Ends only with the client: nobody in between takes it all.
                await context.Response.Body.WriteAsync(bytes, CancellationToken.None);
                written += bytes.Length;
            }

            ended.SetResult(written);
        });

        using (var response = await fixture.Client.SendAsync(
            GatewayFixture.Get(), HttpCompletionOption.ResponseHeadersRead, CancellationToken.None))
        {
            await using var body = await response.Content.ReadAsStreamAsync(CancellationToken.None);
            await body.ReadExactlyAsync(new byte[1024 * 1024], CancellationToken.None);
        }

        (await ended.Task).Should().BeGreaterThan(1024 * 1024);
    }

    /// <summary>A body whose length is not known in advance.</summary>
    private sealed class WrittenContent(Func<Stream, Task> write) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => write(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
