using System.Text;
using CanaryOperator.Core.Analysis;
using CanaryOperator.Experiments.Http;
using CanaryOperator.Experiments.Providers;
using CanaryOperator.Experiments.Templates;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Testing;
using CanaryOperator.Testing.Http;
using CanaryOperator.Tests.Experiments.Support;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Experiments;

public sealed class ProviderClientTests : IAsyncLifetime
{
    private const string Password = "hunter2";

    private readonly FakeTimeProvider _clock = new();

    private MisbehavingServer Server { get; set; } = null!;

    private SilentProviders Silent { get; set; } = null!;

    public Task InitializeAsync()
    {
        Server = new();
        Silent = new(_clock);
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Server.DisposeAsync().AsTask();

    [Theory]
    [InlineData("""{"resultType":"vector","result":[{"metric":{},"value":[1,"1.5"]}]}""", 1.5, false, null)]
    [InlineData("""{"resultType":"scalar","result":[1,"2"]}""", 2.0, false, null)]
    [InlineData("""{"resultType":"vector","result":[]}""", null, false, "no series")]
    [InlineData("""{"resultType":"vector","result":[{"value":[1,"NaN"]}]}""", null, false, "not a number")]
    [InlineData("""{"resultType":"vector","result":[{"value":[1,"+Inf"]}]}""", null, false, "infinite")]
    [InlineData("""{"resultType":"vector","result":[{"value":[1,"1"]},{"value":[1,"2"]}]}""", null, true, "2 series")]
    [InlineData("""{"resultType":"vector","result":[{"histogram":[1,{}]}]}""", null, true, "no single number")]
    [InlineData("""{"resultType":"matrix","result":[]}""", null, true, "matrix")]
    [InlineData("""{"resultType":"scalar","result":[]}""", null, true, "no single number")]
    [InlineData("[]", null, true, "no single number")]
    public async Task What_Prometheus_answers_has_one_meaning(string data, double? value, bool isFailure, string? reason)
    {
        Server.Then(Replies.Json($$"""{"status":"success","data":{{data}}}"""));

        var reading = await QueryAsync();

        (reading.Value, reading.IsFailure).Should().Be((value, isFailure));
        if (reason is not null)
        {
            reading.Reason.Should().Contain(reason);
        }
    }

    [Fact]
    public async Task A_refusal_is_named_with_the_provider_s_own_words_and_not_tried_again()
    {
        Server.Then(Reply(404, """{"status":"error","errorType":"not_found","error":"no such thing"}"""));

        (await QueryAsync()).Reason.Should().Contain("404").And.Contain("no such thing").And.NotContain(Password);
        Server.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData("<html>hello</html>", "JSON")]
    [InlineData("[1]", "not Prometheus's")]
    [InlineData("{}", "not Prometheus's")]
    public async Task What_is_no_answer_of_Prometheus_is_a_failure(string body, string reason)
    {
        Server.Then(Replies.Json(body));

        var reading = await QueryAsync();

        reading.IsFailure.Should().BeTrue();
        reading.Reason.Should().Contain(reason);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = new MisbehavingServer();
        Server.Then(Replies.Html(302, "", $"Location: {elsewhere.Host}"));

        (await QueryAsync()).Reason.Should().Contain("302");
        elsewhere.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_failure_that_passes_is_nobody_s_business()
    {
        Server.Then(
            Replies.Html(503),
            Replies.HangUp,
            Replies.Json("""{"status":"success","data":{"resultType":"scalar","result":[1,"2"]}}"""));

        (await WaitAsync(QueryAsync())).Value.Should().Be(2);
    }

    [Fact]
    public async Task A_provider_that_stays_away_is_asked_three_times_and_for_no_other_metric()
    {
        Server.On(_ => true, Replies.Html(503));
        using var provider = new PrometheusProvider(Client(Some.Namespace));

        (await WaitAsync(provider.MeasureAsync(Metric, CancellationToken.None))).Reason.Should().Contain("503");
        (await provider.MeasureAsync(Metric, CancellationToken.None)).Reason.Should().Contain("503");

        Server.Requests.Should().HaveCount(3);
    }

    [Fact]
    public async Task Silence_is_a_failure_and_names_the_time()
    {
        Server.On(_ => true, Replies.Silence);

        (await WaitAsync(QueryAsync())).Reason.Should().Contain("no answer within 10 s").And.NotContain(Password);
        Server.Requests.Should().ContainSingle("who is overloaded is not helped by being asked again");
    }

    [Fact]
    public async Task After_silence_other_loops_of_the_namespace_do_not_wait_for_the_provider()
    {
        Server.On(_ => true, Replies.Silence, ExperimentScene.Number("2"));
        await WaitAsync(QueryAsync());

        var meanwhile = await QueryAsync();
        using var other = new PrometheusProvider(Client("other"));
        var elsewhere = await other.MeasureAsync(Metric, CancellationToken.None);

        meanwhile.Reason.Should().Contain("no answer within 10 s").And.Contain("left alone for 40 s");
        elsewhere.Value.Should().Be(2, "a query that takes too long is one namespace's, the provider is everybody's");
    }

    [Fact]
    public async Task After_silence_the_provider_is_asked_again_in_the_next_minute()
    {
        Server.On(_ => true, Replies.Silence, ExperimentScene.Number("2"));
        await WaitAsync(QueryAsync());
        _clock.Advance(TimeSpan.FromSeconds(40));

        (await QueryAsync()).Value.Should().Be(2);
    }

    [Fact]
    public async Task An_answer_ends_the_silence_of_another_query()
    {
        var late = new TaskCompletionSource();
        Server.On(
            _ => true,
            Replies.Silence,
            async (exchange, cancellationToken) =>
            {
                await late.Task;
                await ExperimentScene.Number("1")(exchange, cancellationToken);
            },
            ExperimentScene.Number("2"));
        var silent = QueryAsync();
        await Eventually.BecomesTrueAsync(() => Server.Requests.Count == 1, "the query without an answer has arrived");
        _clock.Advance(TimeSpan.FromSeconds(5));
        var slow = QueryAsync();
        await Eventually.BecomesTrueAsync(() => Server.Requests.Count == 2, "the slow query has arrived");
        _clock.Advance(TimeSpan.FromSeconds(5));
        (await silent).IsFailure.Should().BeTrue();
        late.SetResult();
        (await slow).Value.Should().Be(1);

        (await QueryAsync()).Value.Should().Be(2);
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read()
    {
        Server.On(_ => true, Replies.Json(new string(' ', 5 << 20)));

        (await WaitAsync(QueryAsync())).IsFailure.Should().BeTrue();
    }

    [Theory]
    [InlineData("token", Password + "\n", "Bearer " + Password)]
    [InlineData("username", "user", "Basic dXNlcjpodW50ZXIy")]
    public async Task Credentials_are_those_of_the_secret(string key, string value, string header)
    {
        Server.Then(Replies.Html(401));

        (await QueryAsync((key, value), ("password", Password))).Reason.Should().Contain("401").And.NotContain(Password);

        Server.Requests.Single().Headers["Authorization"].Should().Be(header);
    }

    [Theory]
    [InlineData("token", "hunter2\nx")]
    [InlineData("ca.crt", "-----BEGIN CERTIFICATE-----\nhunter2\n-----END CERTIFICATE-----")]
    public void Credentials_that_are_none_are_refused_without_showing_them(string key, string value)
    {
        var handler = () => SecretCredentials.Handler(Secret((key, value)));

        handler.Should().Throw<TemplateException>().Which.Message.Should().Contain("Secret login").And.NotContain(Password);
    }

    [Theory]
    [InlineData("""{"a":[{"b":"1.5"}]}""", 1.5, false)]
    [InlineData("""{"a":[{"b":2}]}""", 2.0, false)]
    [InlineData("""{"a":[{"b":null}]}""", null, false)]
    [InlineData("""{"a":[]}""", null, false)]
    [InlineData("""{"a":[{"b":1e999}]}""", null, false)]
    [InlineData("""{"a":[{"b":true}]}""", null, true)]
    public async Task A_REST_service_s_number_is_found(string body, double? value, bool isFailure)
    {
        Server.Then(Replies.Json(body));
        using var provider = new RestProvider(Client(Some.Namespace));
        var metric = new ExpandedMetric { Name = "m", Rest = new(HttpMethod.Get, "x", null, "$.a[0].b") };

        var reading = await provider.MeasureAsync(metric, CancellationToken.None);

        (reading.Value, reading.IsFailure).Should().Be((value, isFailure));
    }

    private static ExpandedMetric Metric { get; } = new() { Name = "m", Queries = ["up"] };

    private static Reply Reply(int code, string body) => Replies.Html(code, body);

    private static V1Secret Secret(params (string Key, string Value)[] data) => new()
    {
        Metadata = new() { Name = "login" },
        Data = data.ToDictionary(pair => pair.Key, pair => Encoding.UTF8.GetBytes(pair.Value)),
    };

    private ProviderClient Client(string @namespace, params (string Key, string Value)[] data) => new(
        Server.Host, @namespace, SecretCredentials.Handler(Secret(data)), new UrlPolicy([Server.Host]), Silent, _clock);

    private async Task<Reading> QueryAsync(params (string Key, string Value)[] data)
    {
        using var provider = new PrometheusProvider(Client(Some.Namespace, data is [] ? [("token", Password)] : data));
        return await provider.MeasureAsync(Metric, CancellationToken.None);
    }

    /// <summary>Lets time pass until it is done: attempts end and are made again by the clock.</summary>
    private async Task<Reading> WaitAsync(Task<Reading> reading)
    {
        await Eventually.BecomesTrueAsync(
            () =>
            {
                _clock.Advance(TimeSpan.FromMilliseconds(200));
                return reading.IsCompleted;
            },
            "the provider is given up, or answers");
        return await reading;
    }
}
