using System.Text.Json;
using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Cli.Tests.Commands;
using CanaryOperator.Cli.Tests.Reports;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Cli.Tests.Launching;

public sealed class LaunchTests : IAsyncDisposable
{
    private const string Template =
        """
        apiVersion: canaryoperator.io/v1alpha1
        kind: MetricTemplate
        metadata:
          name: mine
        spec:
          type: Prometheus
          url: http://prometheus:9090
          metrics:
            - name: accuracy
              queries: ["avg(accuracy{revision=\"${revision}\"})"]
        """;

    private readonly CliRun _cli = new();

    public ValueTask DisposeAsync() => _cli.DisposeAsync();

    [Fact]
    public async Task The_line_of_the_tutorial_means_what_it_meant()
    {
        _cli.Server.HasSklearnIris();

        var code = await _cli.RunAsync([.. Tutorial.Launch, "--dry"]);

        code.Should().Be(0, _cli.Error);
        GoldenFile.Compare("tutorial.yaml", _cli.Output);
        GoldenFile.Compare("tutorial.notes.txt", _cli.Error);
        _cli.Server.Requests.Should().OnlyContain(request => request.Method == "GET");
    }

    [Fact]
    public async Task Without_a_cluster_a_dry_run_takes_revisions_as_they_are_written()
    {
        var code = await _cli.RunAsync(host: null, [.. Tutorial.Launch, "--dry"]);

        code.Should().Be(0, _cli.Error);
        GoldenFile.Compare("tutorial-offline.yaml", _cli.Output);
    }

    [Fact]
    public async Task Our_flags_alone_make_an_Experiment()
    {
        var code = await _cli.RunAsync(
            host: null,
            [
                "launch", "--dry", "-g", "iris", "-n", "models", "--isvc", "sklearn-iris", "--component", "transformer",
                "--objective", "kserve-prometheus/latency-p99.9<=75.5", "--objective", "kserve-prometheus/request-count>=10",
                "--schedule", "*/5 * * * *", "--time-zone", "Europe/Berlin", "--window", "5m", "--min-requests", "30", "--loops", "12",
                "--deadline", "2h", "--ready-timeout", "90s", "--suspend",
                "--notify", "slack:team-chat", "--notify", "github:team/Models:ci@completed", "--notify", "Slack:other@every-loop",
                "--revision", "candidate=sklearn-iris-transformer-00003",
                "--provider-url", "http://prometheus:9090", "--provider-secret", "login",
            ]);

        code.Should().Be(0, _cli.Error);
        GoldenFile.Compare("flags.yaml", _cli.Output);
    }

    [Fact]
    public async Task An_Experiment_of_the_name_is_replaced_once_the_new_one_is_known_to_be_valid()
    {
        _cli.Server.HasSklearnIris()
            .On(
                request => request is { Method: "POST", Path: FakeObjects.Experiments },
                Replies.Status(409, "AlreadyExists"),
                Replies.Json(FakeObjects.Json(SampleExperiments.New())))
            .On(request => request is { Method: "DELETE", Path: FakeObjects.Experiments + "/default" }, Replies.Status(200, ""));

        var code = await _cli.RunAsync(Tutorial.Launch);

        code.Should().Be(0, _cli.Error);
        _cli.Output.Should().Be("experiment default replaced\n");
        _cli.Server.Requests.Select(request => request.Method).Where(method => method != "GET").Should().Equal("POST", "DELETE", "POST");
    }

    [Fact]
    public async Task What_the_API_server_refuses_deletes_nothing()
    {
        _cli.Server.On(request => request.Method == "POST", Replies.Status(422, "Invalid", "spec.schedule: no"));

        var code = await _cli.RunAsync("launch", "--isvc", "sklearn-iris");

        code.Should().Be(2);
        _cli.Error.Should().Contain("spec.schedule: no");
        _cli.Server.Requests.Should().NotContain(request => request.Method == "DELETE");
    }

    [Fact]
    public async Task A_template_of_a_URL_is_applied_along()
    {
        _cli.Server.Has("/mine.yaml", Replies.Text(200, Template))
            .On(request => request.Method == "PATCH", (exchange, token) => Replies.Json(exchange.Request.Body)(exchange, token))
            .On(request => request.Method == "POST", Replies.Json(FakeObjects.Json(SampleExperiments.New())));

        var code = await _cli.RunAsync(
            "launch", "--isvc", "sklearn-iris",
            "--template", $"quality={_cli.Server.Host}mine.yaml",
            "--objective", "quality/accuracy>=0.9");

        code.Should().Be(0, _cli.Error);
        var applied = _cli.Server.Requests.Single(request => request.Method == "PATCH");
        applied.Path.Should().Be("/apis/canaryoperator.io/v1alpha1/namespaces/default/metrictemplates/mine");
        using var created = JsonDocument.Parse(_cli.Server.Requests.Single(request => request.Method == "POST").Body);
        created.RootElement.GetProperty("spec").GetProperty("metrics")[0].GetRawText()
            .Should().Be("""{"name":"quality","template":{"kind":"MetricTemplate","name":"mine"}}""");
    }

    [Theory]
    [InlineData("<html>not found</html>", 404, "*answered 404*")]
    [InlineData("url: {{ .x }}\nmetrics: [", 200, "*cannot be read*MetricTemplate*")]
    [InlineData("kind: ConfigMap", 200, "*is no MetricTemplate*")]
    public async Task A_URL_without_a_MetricTemplate_is_refused(string body, int status, string message)
    {
        _cli.Server.Has("/x", Replies.Text(status, body));

        var code = await _cli.RunAsync("launch", "--isvc", "sklearn-iris", "--template", $"x={_cli.Server.Host}x");

        code.Should().Be(2);
        _cli.Error.Should().Match(message);
    }

    [Theory]
    [InlineData("asses.SLOs.upper.a/b=1", "Did you mean assess?")]
    [InlineData("assess.SLO.upper.a/b=1", "Did you mean assess.SLOs?")]
    [InlineData("ready.isvcs=x", "Did you mean ready.isvc?")]
    [InlineData("custommetrics.versionvalues[0].x=1", "Did you mean custommetrics.versionValues?")]
    [InlineData("cronJobSchedule=x", "Did you mean cronjobSchedule?")]
    [InlineData("runner.kind=job", "runner takes a value")]
    [InlineData("tasks={ready,asses}", "Did you mean assess?")]
    [InlineData("slack.url=https://hunter2", "kubectl create secret generic slack --from-literal=url=URL` and give --notify slack:slack")]
    [InlineData("github.token=hunter2", "kubectl create secret generic github --from-literal=token=TOKEN")]
    [InlineData("tasks={assess,slack}", "--notify slack:slack")]
    [InlineData("slack.payloadTemplateURL=x", "--notify webhook:SECRET")]
    [InlineData("slack.if=SLOs()", "slack:...@completed")]
    [InlineData("github.ower=x", "Did you mean github.owner?")]
    [InlineData("tasks={grpc}", "gRPC requests are not sent")]
    [InlineData("http.qps=8", "http.url is missing")]
    [InlineData("http.ur=x", "Did you mean http.url?")]
    [InlineData("http.endpoints.a.ulr=x", "Did you mean url?")]
    [InlineData("http.endpoints.a=x", "as in http.endpoints.a.url=VALUE")]
    [InlineData("http.url=http://a,http.numRequests=0.5", "http.numRequests: it must be a whole number")]
    [InlineData("http.url=http://a,http.payloadURL=nowhere", "The payload 'nowhere' is no file and no URL")]
    [InlineData("http.url=http://a,assess.SLOs.upper.http/error-count=0", "are the same for all: put ${revision}")]
    [InlineData("ready.deploy=x", "use ready.isvc")]
    [InlineData("ready.namespace=other", "use --namespace other")]
    [InlineData("runner=cronjob", "needs cronjobSchedule")]
    [InlineData("runner=daemon", "must be job, cronjob or none")]
    [InlineData("assess.SLOs.upper.a/b=x", "must be a number")]
    [InlineData("custommetrics.versionValues[0].labels.a=b", "revision_name is missing")]
    [InlineData("cronjobSchedule=0\\,30 * * *", "cannot be used")]
    [InlineData("tasks=ready", "it is a list")]
    public async Task Keys_that_would_be_misunderstood_are_refused(string set, string message)
    {
        var code = await _cli.RunAsync(host: null, ["launch", "--dry", "--isvc", "sklearn-iris", "--set", set]);

        code.Should().Be(2);
        _cli.Error.Should().Contain(message).And.NotContain("hunter2");
        _cli.Output.Should().BeEmpty();
    }

    [Fact]
    public async Task An_http_task_of_Iter8_becomes_load()
    {
        _cli.Server.Has("/payload.json", Replies.Text(200, """{"instances": []}"""));

        var code = await _cli.RunAsync(
            host: null,
            [
                "launch", "--dry", "--isvc", "sklearn-iris", "--set", "tasks={http,assess}", "--set", "http.url=http://${revision}.models",
                "--set", "http.qps=20,http.duration=10s,http.numRequests=50,http.connections=2,http.allowInitialErrors=true",
                "--set", $"http.payloadURL={_cli.Server.Host}payload.json,http.contentType=application/json,http.headers.Host=a\\.b",
                "--set", "http.errorRanges[0].lower=500,http.percentiles={42},http.warmupNumRequests=5,http.warmupDuration=3s",
                "--set", "http.endpoints.a.url=http://${revision}.models/a,http.endpoints.b.qps=1",
                "--set", "assess.SLOs.upper.http-a/latency-p42\\.5=75",
            ]);

        code.Should().Be(0, _cli.Error);
        GoldenFile.Compare("iter8-http.yaml", _cli.Output);
        _cli.Error.Should().Contain("http.endpoints.a.allowInitialErrors is left out");
    }

    [Fact]
    public async Task Load_can_be_asked_for_by_flags()
    {
        var payload = _cli.WriteFile("input.json", "{}");

        var code = await _cli.RunAsync(
            host: null,
            [
                "launch", "--dry", "--isvc", "sklearn-iris", "--revision", "only=sklearn-iris-predictor-00001",
                "--load-url", "http://gateway/v1", "--load-header", "Host=iris.example.com", "--load-rate", "2.5", "--load-duration", "30s",
                "--load-payload", payload,
                "--objective", "http/latency-p99.5<=75", "--objective", "kserve-prometheus/error-count<=0",
            ]);

        code.Should().Be(0, _cli.Error);
        GoldenFile.Compare("load-flags.yaml", _cli.Output);
    }

    [Fact]
    public async Task Details_of_load_without_its_address_are_refused()
    {
        (await _cli.RunAsync(host: null, ["launch", "--dry", "--isvc", "sklearn-iris", "--load-rate", "1"])).Should().Be(2);

        _cli.Error.Should().Contain("--load-rate needs --load-url");
    }

    [Theory]
    [InlineData("slack:https://hooks.slack.com/services/hunter2", "--notify slack:slack")]
    [InlineData("https://hooks.slack.com/services/hunter2", "--notify slack:slack")]
    [InlineData("github:team/models:GHP_hunter2", "--notify github:OWNER/REPO:github")]
    [InlineData("webhook:a/b:hunter2", "only github has a repository")]
    [InlineData("github:hunter2", "needs a repository")]
    [InlineData("slack:hunter2@noon", "must be verdict-changed, completed or every-loop")]
    public async Task A_notification_that_cannot_be_read_is_not_repeated(string notify, string message)
    {
        (await _cli.RunAsync(host: null, ["launch", "--dry", "--isvc", "sklearn-iris", "--notify", notify])).Should().Be(2);

        _cli.Error.Should().Contain(message).And.NotContain("hunter2");
    }

    [Fact]
    public async Task Tasks_of_Iter8_that_tell_somebody_need_but_the_Secret()
    {
        string[] sets = ["tasks={assess,slack,github}", "github.owner=team", "github.repo=models", "slack.softFailure=true"];
        var code = await _cli.RunAsync(
            host: null,
            [
                "launch", "--dry", "-o", "json", "--isvc", "sklearn-iris", "--notify", "slack:chat@every-loop", "--notify", "github:ci",
                .. sets.SelectMany(set => new[] { "--set", set }),
            ]);

        code.Should().Be(0, _cli.Error);
        using var experiment = JsonDocument.Parse(_cli.Output);
        experiment.RootElement.GetProperty("spec").GetProperty("notifications").EnumerateArray()
            .Select(notification => JsonSerializer.Deserialize(notification, ApiJsonContext.Default.NotificationSpec))
            .Should().Equal(
                new NotificationSpec { Name = "slack", Type = "Slack", When = "EveryLoop", Secret = new() { Name = "chat" } },
                new NotificationSpec { Name = "github", Type = "GitHub", Repository = "team/models", Secret = new() { Name = "ci" } });
        _cli.Error.Should().Contain("softFailure is left out").And.Contain("as Iter8 did");
    }

    [Theory]
    [InlineData("none", true)]
    [InlineData("job", false)]
    public async Task Runner_DecidesWhetherLoopsBegin(string runner, bool suspended)
    {
        await _cli.RunAsync(host: null, ["launch", "--dry", "-o", "json", "--isvc", "sklearn-iris", "--set", $"runner={runner}"]);

        using var experiment = JsonDocument.Parse(_cli.Output);
        experiment.RootElement.GetProperty("spec").TryGetProperty("suspend", out _).Should().Be(suspended);
        experiment.RootElement.GetProperty("spec").TryGetProperty("schedule", out _).Should().BeFalse();
    }

    [Fact]
    public async Task What_is_set_goes_before_what_a_file_says()
    {
        var file = _cli.WriteFile("values.yaml", "ready:\n  isvc: from-file\n  timeout: 5s\nlogLevel: debug\n");

        await _cli.RunAsync(host: null, ["launch", "--dry", "-f", file, "--set", "ready.isvc=from-set"]);

        _cli.Output.Should().Contain("inferenceService: from-set").And.Contain("timeout: \"5s\"");
        _cli.Error.Should().Contain("logLevel mean nothing here");
    }
}
