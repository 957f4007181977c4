using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Runtime.Tests.Hosting;
using CanaryOperator.Runtime.Tests.Simulation;
using CanaryOperator.Runtime.Webhooks;
using CanaryOperator.Testing;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Tests.Webhooks;

public sealed class WebhookServerTests
{
    [Fact]
    public async Task Handler_gets_the_request_and_its_answer_carries_the_uid()
    {
        using var webhook = await WebhookFixture.StartAsync();

        var response = await webhook.AskAsync(WebhookFixture.Review());

        response.ToJsonString().Should().Be("""{"uid":"uid-1","allowed":true}""");
        var request = webhook.Handler.Last!;
        request.Should().BeEquivalentTo(new
        {
            Uid = "uid-1",
            Kind = new GroupVersionKind("shop.example.com", "v1", "Widget"),
            Namespace = "ns",
            Name = "w",
            Operation = "UPDATE",
            UserInfo = new AdmissionUserInfo { Username = "ann" },
            DryRun = true,
        });
        request.Object!.Value.GetProperty("spec").GetProperty("a").GetInt32().Should().Be(1);
        request.OldObject!.Value.GetProperty("spec").GetProperty("a").GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task No_object_is_null()
    {
        using var webhook = await WebhookFixture.StartAsync();

        await webhook.AskAsync(WebhookFixture.Review(obj: "null"));

        webhook.Handler.Last!.Object.Should().BeNull();
    }

    [Fact]
    public async Task A_denial_is_http_200_and_says_why()
    {
        using var webhook = await WebhookFixture.StartAsync();
        webhook.Handler.Script = (_, _) => ValueTask.FromResult(AdmissionResponse.Denied("spec.a: must be even", 422));

        var response = await webhook.AskAsync(WebhookFixture.Review());

        response.ToJsonString().Should().Be(
            """{"uid":"uid-1","allowed":false,"status":{"message":"spec.a: must be even","reason":"Invalid","code":422}}""");
    }

    [Fact]
    public async Task A_patch_leads_from_the_object_received_to_the_one_wanted()
    {
        using var webhook = await WebhookFixture.StartAsync();
        Wants(webhook, """{"spec":{"b":[1,2]},"c":null}""");

        var response = await webhook.AskAsync(WebhookFixture.Review());

        response["patchType"]!.GetValue<string>().Should().Be("JSONPatch");
        var patch = response["patch"]!.GetValue<string>();
        JsonPatchDocument.Apply(Convert.FromBase64String(patch), JsonNode.Parse("""{"spec":{"a":1}}""")!).ToJsonString()
            .Should().Be("""{"spec":{"b":[1,2]},"c":null}""");
    }

    [Fact]
    public async Task A_patch_that_changes_nothing_is_neither_patch_nor_type()
    {
        using var webhook = await WebhookFixture.StartAsync();
        Wants(webhook, """{ "spec": { "a": 1 } }""");

        var response = await webhook.AskAsync(WebhookFixture.Review());

        response.ToJsonString().Should().Be("""{"uid":"uid-1","allowed":true}""");
    }

    [Theory]
    [InlineData(256, 256)]
    [InlineData(300, 256)]
    public async Task Warnings_are_cut_at_256_characters(int length, int expected)
    {
        using var webhook = await WebhookFixture.StartAsync();
        webhook.Handler.Script = (_, _) => ValueTask.FromResult(AdmissionResponse.Allowed([new string('x', length), "short"]));

        var warnings = (await webhook.AskAsync(WebhookFixture.Review()))["warnings"]!.AsArray();

        warnings.Select(warning => warning!.GetValue<string>().Length).Should().Equal(expected, 5);
    }

    [Fact]
    public async Task A_cut_warning_does_not_end_with_half_a_character()
    {
        using var webhook = await WebhookFixture.StartAsync();
        webhook.Handler.Script = (_, _) => ValueTask.FromResult(AdmissionResponse.Allowed([$"{new string('x', 255)}\U0001F600"]));

        var warnings = (await webhook.AskAsync(WebhookFixture.Review()))["warnings"]!.AsArray();

        warnings.Single()!.GetValue<string>().Should().Be(new string('x', 255));
    }

    [Fact]
    public async Task A_handler_that_throws_denies_with_the_uid_and_keeps_its_reasons_for_the_log()
    {
        var log = new ListLogger();
        using var loggers = new SingleLoggerFactory(log);
        using var webhook = await WebhookFixture.StartAsync(loggers);
        webhook.Handler.Script = (_, _) => throw new InvalidOperationException("the password is 1234");

        var response = await webhook.AskAsync(WebhookFixture.Review());

        response["uid"]!.GetValue<string>().Should().Be("uid-1");
        response["allowed"]!.GetValue<bool>().Should().BeFalse();
        response["status"]!.ToJsonString().Should().Be(
            """{"message":"The webhook failed. Its log says why.","reason":"InternalError","code":500}""");
        log.Lines.Should().Contain("Error: The webhook /validate-things failed on UPDATE of Widget ns/w and denied it");
        webhook.Metrics.Value("controller_runtime_webhook_panics_total{}").Should().Be(1);
    }

    [Fact]
    public async Task A_patch_of_no_object_is_a_failure_of_the_handler()
    {
        using var webhook = await WebhookFixture.StartAsync();
        Wants(webhook, "{}");

        var response = await webhook.AskAsync(WebhookFixture.Review(obj: "null"));

        response["status"]!["code"]!.GetValue<int>().Should().Be(500);
    }

    [Theory]
    [InlineData("?timeout=5s", 4.5)]
    [InlineData("?timeout=nonsense", 9)]
    [InlineData("", 9)]
    public async Task A_handler_is_cancelled_a_little_before_the_api_server_gives_up(string query, double seconds)
    {
        using var webhook = await WebhookFixture.StartAsync();
        var entered = new TaskCompletionSource<CancellationToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        webhook.Handler.Script = async (_, cancellationToken) =>
        {
            entered.SetResult(cancellationToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, webhook.Clock, cancellationToken);
            return AdmissionResponse.Allowed([]);
        };

        var asking = webhook.AskAsync(WebhookFixture.Review(), WebhookFixture.Path + query);
        var token = await entered.Task;
        webhook.Clock.Advance(TimeSpan.FromSeconds(seconds - 0.001));
        token.IsCancellationRequested.Should().BeFalse();
        webhook.Clock.Advance(TimeSpan.FromSeconds(0.001));

        (await asking)["status"]!["code"]!.GetValue<int>().Should().Be(504);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\"")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\"}")]
    [InlineData("{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":{}}")]
    public async Task Garbage_is_a_bad_request(string body)
    {
        using var webhook = await WebhookFixture.StartAsync();

        using var answer = await webhook.PostAsync(body);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        webhook.Handler.Last.Should().BeNull();
    }

    [Fact]
    public async Task A_review_without_uid_or_of_another_version_is_a_bad_request()
    {
        using var webhook = await WebhookFixture.StartAsync();

        using var withoutUid = await webhook.PostAsync(WebhookFixture.Review(uid: ""));
        var review = WebhookFixture.Review().Replace("admission.k8s.io/v1", "admission.k8s.io/v1beta1");
        using var otherVersion = await webhook.PostAsync(review);

        withoutUid.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        otherVersion.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await otherVersion.Content.ReadAsStringAsync()).Should().Contain("admission.k8s.io/v1 ");
    }

    [Fact]
    public async Task Only_json_is_posted_to_known_paths()
    {
        using var webhook = await WebhookFixture.StartAsync();

        using var text = await webhook.PostAsync(WebhookFixture.Review(), contentType: "text/plain");
        using var unknown = await webhook.PostAsync(WebhookFixture.Review(), "/mutate-things");
        using var get = await webhook.Client.GetAsync(webhook.Address());

        text.StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
        unknown.StatusCode.Should().Be(HttpStatusCode.NotFound);
        get.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_of_more_than_7_megabytes_is_too_large(bool chunked)
    {
        using var webhook = await WebhookFixture.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Address());
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = !chunked;
        request.Content = new StringContent(WebhookFixture.Review($"\"{new string('x', 7 * 1024 * 1024)}\""));
        request.Content.Headers.ContentType = new("application/json");

        using var answer = await webhook.Client.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        webhook.Handler.Last.Should().BeNull();
    }

    [Fact]
    public async Task A_body_of_almost_7_megabytes_is_read()
    {
        using var webhook = await WebhookFixture.StartAsync();

        var response = await webhook.AskAsync(WebhookFixture.Review($"\"{new string('x', (7 * 1024 * 1024) - 2000)}\""));

        response["allowed"]!.GetValue<bool>().Should().BeTrue();
    }

    [Fact]
    public async Task Http2_is_spoken()
    {
        using var webhook = await WebhookFixture.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Address())
        {
            Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Content = new StringContent(WebhookFixture.Review());
        request.Content.Headers.ContentType = new("application/json");

        using var answer = await webhook.Client.SendAsync(request);

        answer.Version.Should().Be(HttpVersion.Version20);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Requests_are_counted_by_webhook_and_status()
    {
        using var webhook = await WebhookFixture.StartAsync();
        var inFlight = 0.0;
        webhook.Handler.Script = (_, _) =>
        {
            inFlight = webhook.Metrics.Value("controller_runtime_webhook_requests_in_flight{webhook=/validate-things}");
            return ValueTask.FromResult(AdmissionResponse.Allowed([]));
        };

        await webhook.AskAsync(WebhookFixture.Review());
        using var bad = await webhook.PostAsync("nonsense");

        inFlight.Should().Be(1);
        await Eventually.BecomesTrueAsync(
            () => webhook.Metrics.Value("controller_runtime_webhook_requests_in_flight{webhook=/validate-things}") == 0, "both have ended");
        webhook.Metrics.Value("controller_runtime_webhook_requests_total{code=200,webhook=/validate-things}").Should().Be(1);
        webhook.Metrics.Value("controller_runtime_webhook_requests_total{code=400,webhook=/validate-things}").Should().Be(1);
        webhook.Metrics.Values("controller_runtime_webhook_latency_seconds{webhook=/validate-things}").Should().HaveCount(2);
        webhook.Metrics.Value("controller_runtime_webhook_panics_total{}").Should().Be(0);
    }

    [Fact]
    public async Task Without_a_certificate_connections_fail_until_there_is_one()
    {
        using var webhook = new WebhookFixture();
        await webhook.Server.StartAsync(CancellationToken.None);

        webhook.Certificate.CheckHealth().Should().NotBeNull();
        await webhook.Awaiting(fixture => fixture.AskAsync(WebhookFixture.Review())).Should().ThrowAsync<HttpRequestException>();

        webhook.LoadCertificate();
        webhook.Certificate.CheckHealth().Should().BeNull();
        (await webhook.AskAsync(WebhookFixture.Review()))["allowed"]!.GetValue<bool>().Should().BeTrue();
    }

    [Fact]
    public async Task A_stop_takes_new_connections_for_five_seconds_more_and_lets_requests_finish()
    {
        using var webhook = await WebhookFixture.StartAsync();
        var entered = new TaskCompletionSource();
        var mayEnd = new TaskCompletionSource();
        var timers = webhook.Clock.PendingTimers;

        var stopping = webhook.Server.StopAsync(CancellationToken.None);
        webhook.Clock.PendingTimers.Should().Be(timers + 1, "it waits");
        webhook.Clock.Advance(TimeSpan.FromSeconds(4.9));
        webhook.Handler.Script = async (_, _) =>
        {
            entered.SetResult();
            await mayEnd.Task;
            return AdmissionResponse.Allowed([]);
        };
        var address = webhook.Address();
        var asking = webhook.AskAsync(WebhookFixture.Review());
        await entered.Task;

        webhook.Clock.Advance(TimeSpan.FromSeconds(0.1));
        await Eventually.BecomesTrueAsync(() => webhook.Server.Port is null, "the port is closed");
        stopping.IsCompleted.Should().BeFalse("a request is running");
        mayEnd.SetResult();

        (await asking)["allowed"]!.GetValue<bool>().Should().BeTrue();
        await stopping;
        await webhook.Client.Awaiting(client => client.GetAsync(address)).Should().ThrowAsync<HttpRequestException>();
    }

    private static void Wants(WebhookFixture webhook, string json)
    {
        using var document = JsonDocument.Parse(json);
        var wanted = document.RootElement.Clone();
        webhook.Handler.Script = (_, _) => ValueTask.FromResult(AdmissionResponse.Patched(wanted, []));
    }

    private sealed class SingleLoggerFactory(ILogger logger) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => logger;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
