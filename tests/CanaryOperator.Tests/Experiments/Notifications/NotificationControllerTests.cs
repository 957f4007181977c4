using System.Text;
using System.Text.Json;
using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Experiments;
using CanaryOperator.Experiments.Notifications;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Controllers;
using CanaryOperator.Testing;
using CanaryOperator.Testing.Http;
using CanaryOperator.Tests.Experiments.Support;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Experiments.Notifications;

public sealed class NotificationControllerTests : IAsyncLifetime
{
    private const string Credential = "hunter2";

    private readonly FakeTimeProvider _clock = new(new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly FakeApiServer _server = new();
    private readonly RecordedEvents _events = new();
    private readonly RecordedLog<NotificationController> _log = new();

    private MisbehavingServer Receiver { get; } = new();

    public Task InitializeAsync()
    {
        _server.Put(WellKnownResources.Secrets, new V1Secret
        {
            Metadata = new() { Name = "hook", NamespaceProperty = Some.Namespace },
            Data = new Dictionary<string, byte[]>
            {
                ["url"] = Encoding.UTF8.GetBytes($"{Receiver.Host}{Credential}?key={Credential}"),
                ["token"] = Encoding.UTF8.GetBytes(Credential),
            },
        });
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Receiver.DisposeAsync().AsTask();

    [Fact]
    public async Task What_was_told_is_remembered_and_not_told_again()
    {
        Receiver.Then(Replies.Text(200, "ok"));
        var stale = Put(Hook());
        var controller = Controller();

        (await ReconcileAsync(controller)).RequeueAfter.Should().BeNull();
        await controller.ReconcileAsync(stale, CancellationToken.None);
        await ReconcileAsync(Controller());

        Told.Should().ContainSingle().Which.Time.Should().BeOnOrBefore(_clock.GetUtcNow());
        (Told[0] with { Time = null }).Should().Be(new NotificationStatus { Name = "hook", Loop = 3, Verdict = "Violated" });
        var request = Receiver.Requests.Should().ContainSingle().Which;
        (request.Method, request.Target, request.Headers["Authorization"]).Should().Be(("POST", "/hunter2?key=hunter2", "Bearer hunter2"));
        _events.Told.Should().BeEmpty();
    }

    [Fact]
    public async Task An_operator_that_could_not_remember_tells_again()
    {
        Receiver.Then(Replies.Text(200, "ok"), Replies.Text(200, "ok"));
        Put(Hook());
        _server.Refuses = request => request.StartsWith("PATCH", StringComparison.Ordinal) ? new("no", new IOException()) : null;
        var reconcile = () => ReconcileAsync(Controller());
        await reconcile.Should().ThrowAsync<KubernetesException>();
        _server.Refuses = _ => null;

        await ReconcileAsync(Controller());

        Receiver.Requests.Should().HaveCount(2);
        Told.Should().ContainSingle().Which.Error.Should().BeNull();
    }

    [Theory]
    [InlineData(500, "500 InternalServerError")]
    [InlineData(429, "429 TooManyRequests")]
    public async Task A_receiver_that_stays_away_is_given_up_and_the_rest_of_the_status_is_untouched(int code, string error)
    {
        Receiver.On(_ => true, Replies.Html(code, Credential));
        var before = Put(Hook()).Status!;
        var (controller, attempts) = (Controller(), 0);

        TimeSpan? next;
        do
        {
            next = (await ReconcileAsync(controller)).RequeueAfter;
            attempts++;
            _clock.Advance(next ?? TimeSpan.Zero);
        }
        while (next is not null);

        attempts.Should().Be(NotificationPlan.MostAttempts);
        Receiver.Requests.Should().HaveCount(3 * attempts);
        Told.Should().ContainSingle().Which.Error.Should().Be($"the receiver answered {error}");
        JsonSerializer.Serialize(Stored.Status! with { Notifications = null }, ApiJsonContext.Default.ExperimentStatus)
            .Should().Be(JsonSerializer.Serialize(before, ApiJsonContext.Default.ExperimentStatus));
        _events.Told.Should().Equal(
            $"Warning NotificationFailed: hook was not told of loop 3: the receiver answered {error}. "
                + "It is tried again when there is news");
    }

    [Theory]
    [InlineData(404)]
    [InlineData(302)]
    public async Task A_refusal_is_given_up_at_once(int code)
    {
        await using var elsewhere = new MisbehavingServer();
        Receiver.Then(Replies.Html(code, Credential, $"Location: {elsewhere.Host}"));
        Put(Hook());

        (await ReconcileAsync(Controller())).RequeueAfter.Should().BeNull();

        Told.Should().ContainSingle().Which.Error.Should().StartWith($"the receiver answered {code}");
        _events.Reasons.Should().Equal("NotificationFailed");
        elsewhere.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_receiver_that_is_back_is_told()
    {
        Receiver.Then(Replies.Reset, Replies.HangUp, Replies.Html(503), Replies.Text(204, ""));
        Put(Hook());
        _clock.Advance((await ReconcileAsync(Controller())).RequeueAfter!.Value);
        Told.Should().ContainSingle().Which.Attempts.Should().Be(1);

        await ReconcileAsync(Controller());

        Told.Should().ContainSingle().Which.Time.Should().BeOnOrBefore(_clock.GetUtcNow());
        (Told[0] with { Time = null }).Should().Be(new NotificationStatus { Name = "hook", Loop = 3, Verdict = "Violated" });
        _events.Told.Should().BeEmpty();
    }

    [Fact]
    public async Task One_that_fails_keeps_no_other_from_being_told()
    {
        Receiver.On(_ => true, Replies.Text(200, "ok"));
        Put(Hook("missing") with { Secret = new() { Name = "missing" } }, Hook());

        await ReconcileAsync(Controller());

        Told.Select(told => (told.Name, told.Loop, told.Error)).Should().Equal(
            ("missing", null, "there is no Secret missing in namespace demo"), ("hook", 3L, null));
    }

    [Fact]
    public async Task A_notification_that_is_taken_out_is_forgotten()
    {
        Receiver.On(_ => true, Replies.Text(200, "ok"));
        Put(Hook("one"), Hook("two"));
        var controller = Controller();
        await ReconcileAsync(controller);
        _server.Put(
            ExperimentResources.Experiments,
            Stored with { Spec = Stored.Spec with { Notifications = [Hook("two"), Hook("three")] } });

        await ReconcileAsync(controller);

        Told.Select(told => told.Name).Should().Equal("two", "three");
        Receiver.Requests.Should().HaveCount(3);
    }

    [Fact]
    public async Task Silence_ends_by_itself_and_an_answer_without_end_is_not_read()
    {
        Receiver.Then(Replies.Silence, Replies.Stall(new string(' ', 1 << 20)));
        Put(Hook());

        await WaitAsync(ReconcileAsync(Controller()));
        Told.Should().ContainSingle().Which.Error.Should().Be("the receiver gave no answer within 5 s");
        _clock.Advance(TimeSpan.FromMinutes(1));
        await WaitAsync(ReconcileAsync(Controller()));

        Told.Should().ContainSingle().Which.Error.Should().BeNull("the head of the answer said 200");
    }

    /// <summary>Every way in which telling can fail, with credentials everywhere that a person or the receiver could put them.</summary>
    [Theory]
    [InlineData("http://127.0.0.1:1/hunter2", null, null)]
    [InlineData("http://hunter2.invalid/hunter2", null, null)]
    [InlineData("https://hunter2:hunter2@127.0.0.1/hunter2", null, null)]
    [InlineData("hunter2", null, null)]
    [InlineData(null, "hunter2\nhunter2", null)]
    [InlineData(null, null, "hunter2")]
    [InlineData(null, null, "-----BEGIN CERTIFICATE-----\nhunter2\n-----END CERTIFICATE-----")]
    [InlineData(null, null, null)]
    public async Task No_credential_and_no_address_of_a_Secret_is_ever_shown(string? url, string? token, string? authority)
    {
        Receiver.On(_ => true, Replies.Html(401, "hunter2", "WWW-Authenticate: hunter2"));
        var data = new Dictionary<string, string> { ["url"] = url ?? $"{Receiver.Host}hunter2", ["token"] = token ?? "hunter2" };
        if (authority is not null)
        {
            data["ca.crt"] = authority;
        }

        _server.Put(WellKnownResources.Secrets, new V1Secret
        {
            Metadata = new() { Name = "hook", NamespaceProperty = Some.Namespace },
            Data = data.ToDictionary(pair => pair.Key, pair => Encoding.UTF8.GetBytes(pair.Value)),
        });
        Put(Hook());
        var controller = Controller(new("http://127.0.0.1:1"), new("http://hunter2.invalid"), Receiver.Host);

        for (var attempt = 0; attempt < NotificationPlan.MostAttempts; attempt++)
        {
            await WaitAsync(ReconcileAsync(controller));
            _clock.Advance(TimeSpan.FromHours(1));
        }

        Told.Should().ContainSingle().Which.Error.Should().NotBeNull();
        _events.Told.Should().ContainSingle()
            .Which.Replace("http://hunter2.invalid/", "", StringComparison.Ordinal).Should().NotContain(Credential);
        Told[0].Error!.Replace("http://hunter2.invalid/", "", StringComparison.Ordinal).Should().NotContain(Credential);
        _log.Lines.Should().NotBeEmpty();
        string.Join('\n', _log.Lines).Replace("http://hunter2.invalid/", "", StringComparison.Ordinal).Should().NotContain(Credential);
    }

    private static NotificationSpec Hook(string name = "hook") => new() { Name = name, Type = "Webhook", Secret = new() { Name = "hook" } };

    private Experiment Stored => _server.Find(ExperimentResources.Experiments, "exp")!;

    private IReadOnlyList<NotificationStatus> Told => Stored.Status!.Notifications!;

    private Experiment Put(params NotificationSpec[] notifications) =>
        _server.Put(ExperimentResources.Experiments, NotifiedExperiments.Violated("candidate", notifications));

    /// <summary>A new one knows what the status says, as after a restart.</summary>
    private NotificationController Controller(params Uri[] allowed) => new(
        _server,
        new Notifier(_server, new() { NotificationUrls = allowed is [] ? [Receiver.Host] : allowed }, _clock),
        new ExperimentEvents(_events),
        _clock,
        _log);

    private async Task<ReconciliationResult> ReconcileAsync(NotificationController controller)
    {
        var reconcile = controller.ReconcileAsync(Stored, CancellationToken.None);
        await WaitAsync(reconcile);
        return await reconcile;
    }

    /// <summary>Lets attempts end and be made again.</summary>
    private async Task WaitAsync(Task task)
    {
        await Eventually.BecomesTrueAsync(
            () =>
            {
                _clock.Advance(task.IsCompleted ? TimeSpan.Zero : TimeSpan.FromMilliseconds(200));
                return task.IsCompleted;
            },
            "the receiver is told, or given up");
        await task;
    }
}
