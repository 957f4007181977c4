using System.Text;
using System.Text.Json.Nodes;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Experiments.Http;
using CanaryOperator.Experiments.Notifications;
using CanaryOperator.Experiments.Templates;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Tests.Experiments.Support;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Experiments.Notifications;

public sealed class NotificationRequestTests
{
    private const string Hostile = "<!channel> @here *bold* & <http://evil.example|click> \u202eevil\nnew";

    private static readonly UrlPolicy Policy = new(
        [new("https://hooks.slack.com"), new("https://api.github.com"), new("https://ghe/api/v3")]);

    [Fact]
    public void Slack_is_told_the_verdict_first_and_what_is_violated() => SlackText(NotifiedExperiments.Violated()).Should().Be(
        """
        Violated, after Satisfied: my-model in demo
        Experiment exp, loop 3
        • p/latency-p90 of candidate: 120 ms is 20 ms (20 %) above the limit of 100 ms
        """);

    [Fact]
    public void Slack_is_told_why_there_is_no_verdict_and_what_failed()
    {
        var experiment = NotifiedExperiments.Violated();
        var status = experiment.Status! with
        {
            Verdict = "NoData",
            Message = "stable has no data for p/x",
            Objectives = null,
            LastError = "503",
        };

        SlackText(experiment with { Status = status }).Should().Be(
            "No data, after Violated: my-model in demo\nExperiment exp, loop 3\nstable has no data for p/x\nThe last loop failed: 503");
    }

    [Fact]
    public void Names_are_no_mentions_no_links_and_no_lines_of_their_own() => SlackText(NotifiedExperiments.Violated(Hostile)).Should().Be(
        """
        Violated, after Satisfied: NAME in demo
        Experiment exp, loop 3
        • p/latency-p90 of NAME: NAME
        """.Replace(
            "NAME",
            "&lt;!channel&gt; @\u2060here *bold* &amp; &lt;http://evil.example|click&gt; [U+202E]evil new",
            StringComparison.Ordinal));

    [Fact]
    public void Slack_is_told_neither_to_format_nor_to_fetch() =>
        JsonNode.Parse(Body("Slack", NotifiedExperiments.Violated()))!.AsObject().Select(property => property.Key)
            .Should().Equal("text", "mrkdwn", "unfurl_links");

    [Fact]
    public void A_chat_is_not_flooded()
    {
        var experiment = NotifiedExperiments.Violated();
        var status = experiment.Status! with { Objectives = [.. Enumerable.Repeat(experiment.Status!.Objectives![0], 60)] };

        SlackText(experiment with { Status = status }).Should().EndWith("and 50 more").And.Subject.Split('\n').Should().HaveCount(13);
    }

    [Theory]
    [InlineData("candidate")]
    [InlineData(Hostile)]
    public void A_webhook_gets_the_documented_document(string name)
    {
        var text = JsonValue.Create(name).ToJsonString();
        JsonNode.Parse(Body("Webhook", NotifiedExperiments.Violated(name))).ShouldBeJson(
            $$"""
            {
              "apiVersion": "notification.canaryoperator.io/v1",
              "reason": "VerdictChanged",
              "experiment": {"namespace": "demo", "name": "exp", "uid": "uid", "completed": false},
              "target": {"inferenceService": {{(name == "candidate" ? "\"my-model\"" : text)}} },
              "verdict": "Violated",
              "previousVerdict": "Satisfied",
              "message": "candidate violates p/latency-p90",
              "loop": {
                "number": 3, "time": "2026-01-01T00:00:00+00:00", "versions": [{"name": {{text}}, "revision": "r-2", "trafficPercent": 10} ]
              },
              "objectives": [{
                "metric": "p/latency-p90",
                "upper": 100,
                "versions": [
                  {
                    "name": {{text}}, "verdict": "Violated", "value": 120,
                    "message": {{(name == "candidate" ? "\"120 ms is 20 ms (20 %) above the limit of 100 ms\"" : text)}}
                  },
                  {"name": "stable", "verdict": "Satisfied", "value": 80, "message": "80 ms keeps the limit of 100 ms by 20 ms (20 %)"}
                ]
              }]
            }
            """);
    }

    [Fact]
    public void GitHub_gets_the_same_within_its_limits()
    {
        var body = JsonNode.Parse(Body("GitHub", NotifiedExperiments.Violated()))!;

        body.AsObject().Select(property => property.Key).Should().Equal("event_type", "client_payload");
        body["event_type"]!.GetValue<string>().Should().Be("canary-experiment");
        body["client_payload"]!.AsObject().Count.Should().BeLessThanOrEqualTo(10);
        body["client_payload"]!.ShouldBeJson(Body("Webhook", NotifiedExperiments.Violated()));
    }

    [Fact]
    public void GitHub_gets_no_payload_that_it_would_refuse()
    {
        var experiment = NotifiedExperiments.Violated(new string('\u202e', 1000));
        var status = experiment.Status! with { Objectives = [.. Enumerable.Repeat(experiment.Status!.Objectives![0], 30)] };

        var body = Body("GitHub", experiment with { Status = status });

        Encoding.UTF8.GetByteCount(body).Should().BeLessThan(65_535);
        JsonNode.Parse(body)!["client_payload"]!["verdict"]!.GetValue<string>().Should().Be("Violated");
    }

    [Theory]
    [InlineData("GitHub", null, "https://api.github.com/repos/team/models/dispatches")]
    [InlineData("GitHub", "https://ghe/api/v3/", "https://ghe/api/v3/repos/team/models/dispatches")]
    [InlineData("Slack", null, "https://hooks.slack.com/services/T/B/hunter2")]
    public void Requests_go_where_they_should(string type, string? url, string expected)
    {
        using var message = Request(type, NotifiedExperiments.Violated(), url).CreateMessage();

        message.Method.Should().Be(HttpMethod.Post);
        message.RequestUri.Should().Be(new Uri(expected));
        message.Content!.Headers.ContentType!.ToString().Should().Be("application/json; charset=utf-8");
        message.Headers.UserAgent.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("url", "https://evil.example/hunter2", "Slack", null)]
    [InlineData("url", "https://hunter2@hooks.slack.com/", "Webhook", null)]
    [InlineData("url", "hunter2", "Slack", null)]
    [InlineData("other", "hunter2", "Slack", null)]
    [InlineData("other", "hunter2", "GitHub", null)]
    [InlineData("token", "hunter2", "GitHub", "https://169.254.169.254/hunter2?key=hunter2")]
    public void What_may_not_be_asked_is_refused_without_being_shown(string key, string value, string type, string? url)
    {
        var request = () => NotificationRequest.For(
            Spec(type, url), NotificationDocument.Of(NotifiedExperiments.Violated(), null), Secret((key, value)), Policy);

        var message = request.Should().Throw<TemplateException>().Which.Message;
        (url is null ? message : message.Replace(new Uri(url).GetLeftPart(UriPartial.Path), "", StringComparison.Ordinal))
            .Should().NotContain("hunter2");
    }

    private static NotificationSpec Spec(string type, string? url) => new()
    {
        Name = "n", Type = type, Url = url, Repository = type == "GitHub" ? "team/models" : null, Secret = new() { Name = "hook" },
    };

    private static V1Secret Secret(params (string Key, string Value)[] data) => new()
    {
        Metadata = new() { Name = "hook" },
        Data = data.ToDictionary(pair => pair.Key, pair => Encoding.UTF8.GetBytes(pair.Value)),
    };

    private static NotificationRequest Request(string type, Experiment experiment, string? url = null) => NotificationRequest.For(
        Spec(type, url),
        NotificationDocument.Of(experiment, when: null),
        Secret(("url", "https://hooks.slack.com/services/T/B/hunter2\n"), ("token", "hunter2")),
        Policy);

    private static string Body(string type, Experiment experiment) => Encoding.UTF8.GetString(Request(type, experiment).Body);

    private static string SlackText(Experiment experiment) => JsonNode.Parse(Body("Slack", experiment))!["text"]!.GetValue<string>();
}
