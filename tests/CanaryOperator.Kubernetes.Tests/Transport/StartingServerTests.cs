using System.Net;
using CanaryOperator.Kubernetes.Transport;
using CanaryOperator.Testing;

namespace CanaryOperator.Kubernetes.Tests.Transport;

/// <summary>A server that starts, and one that only looks like it.</summary>
public sealed class StartingServerTests : IDisposable
{
    private const string Call = "/of/a/proxy/api";
    private const string Readiness = "/of/a/proxy/readyz";

    private readonly FakeTimeProvider _clock = new();
    private readonly Server _server = new();
    private readonly HttpMessageInvoker _client;

    public StartingServerTests() =>
        _client = new(new StartingServerHandler(new("https://api:6443/of/a/proxy"), _clock) { InnerHandler = _server });

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task Nobody_asks_whether_a_server_that_works_is_ready(HttpStatusCode answer)
    {
        _server.Answer = _ => answer;

        (await AskAsync()).Should().Be(answer);
        await AskAsync();

        _server.Asked.Should().Equal(Call, Call);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task A_server_that_is_ready_or_does_not_tell_is_taken_at_its_word(HttpStatusCode readiness)
    {
        _server.Answer = path => path == Readiness ? readiness : HttpStatusCode.ServiceUnavailable;

        (await AskAsync()).Should().Be(HttpStatusCode.ServiceUnavailable);

        _server.Asked.Should().Equal(Call, Readiness);
    }

    [Fact]
    public async Task A_starting_server_counts_as_away_until_it_is_ready()
    {
        _server.Answer = path => path == Readiness ? HttpStatusCode.InternalServerError : HttpStatusCode.ServiceUnavailable;
        await IsAwayAsync();
        await IsAwayAsync();
        _server.Asked.Should().Equal(Call, Readiness, Readiness);

        _server.Answer = _ => HttpStatusCode.OK;
        (await AskAsync()).Should().Be(HttpStatusCode.OK);
        await AskAsync();
        _server.Asked.Skip(3).Should().Equal(Readiness, Call, Call);
    }

    [Fact]
    public async Task A_check_that_stays_broken_does_not_lock_us_out()
    {
        _server.Answer = path => path == Readiness ? HttpStatusCode.BadGateway : HttpStatusCode.ServiceUnavailable;
        await IsAwayAsync();
        _clock.Advance(TimeSpan.FromSeconds(30));
        _server.Asked.Clear();

        (await AskAsync()).Should().Be(HttpStatusCode.ServiceUnavailable);

        _server.Asked.Should().Equal(Call);
    }

    [Fact]
    public async Task Every_start_has_its_whole_time()
    {
        _server.Answer = path => path == Readiness ? HttpStatusCode.InternalServerError : HttpStatusCode.ServiceUnavailable;
        await IsAwayAsync();
        _server.Answer = _ => HttpStatusCode.OK;
        await AskAsync();
        _clock.Advance(TimeSpan.FromSeconds(60));

        _server.Answer = path => path == Readiness ? HttpStatusCode.InternalServerError : HttpStatusCode.ServiceUnavailable;

        await IsAwayAsync();
        await IsAwayAsync();
    }

    private async Task IsAwayAsync() => (await FluentActions.Awaiting(AskAsync).Should().ThrowAsync<HttpRequestException>())
        .Where(exception => exception.StatusCode == null && exception.Message.Contains("the API server is starting"));

    private async Task<HttpStatusCode> AskAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api:6443/of/a/proxy/api");
        using var response = await _client.SendAsync(request, CancellationToken.None);
        return response.StatusCode;
    }

    private sealed class Server : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        public Func<string, HttpStatusCode> Answer { get; set; } = _ => HttpStatusCode.OK;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!.AbsolutePath);
            return Task.FromResult(new HttpResponseMessage(Answer(request.RequestUri.AbsolutePath)));
        }
    }
}
