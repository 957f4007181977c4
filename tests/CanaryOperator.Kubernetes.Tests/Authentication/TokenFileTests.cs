using System.Net;
using CanaryOperator.Kubernetes.Tests.Configuration;
using CanaryOperator.Kubernetes.Tests.Transport;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Kubernetes.Tests.Authentication;

/// <summary>A pod's token is replaced in its file, and refused when it is too old.</summary>
public sealed class TokenFileTests : IAsyncLifetime, IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly TemporaryFolder _folder = new();
    private readonly CollectedLog _log = new();
    private LoopbackServer _server = null!;

    public async Task InitializeAsync() => _server = await LoopbackServer.StartAsync(_authority.IssueServer("localhost"));

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task Token_file_wins_over_the_token_and_is_trimmed()
    {
        WriteToken(" first\n");
        using var connection = Connect(c => c with { AccessToken = "written" });

        await connection.TouchAsync();

        Sent().Should().Equal("Bearer first");
    }

    [Fact]
    public async Task New_token_is_used_within_a_minute()
    {
        WriteToken("first");
        using var connection = Connect();
        await connection.TouchAsync();

        WriteToken("second");
        connection.Clock.Advance(TimeSpan.FromMinutes(1));
        await connection.TouchAsync();

        Sent().Should().Equal("Bearer first", "Bearer second");
    }

    [Fact]
    public async Task File_is_not_read_for_every_request()
    {
        WriteToken("first");
        using var connection = Connect();
        await connection.TouchAsync();

        WriteToken("second");
        connection.Clock.Advance(TimeSpan.FromSeconds(30));
        await connection.TouchAsync();

        Sent().Should().Equal("Bearer first", "Bearer first");
    }

    [Fact]
    public async Task Last_token_stays_while_the_file_cannot_be_read()
    {
        WriteToken("first");
        using var connection = Connect();
        await connection.TouchAsync();

        File.Delete(_folder.Path("serviceaccount/token"));
        connection.Clock.Advance(TimeSpan.FromMinutes(1));
        await connection.TouchAsync();
        await connection.TouchAsync();
        WriteToken("second");
        connection.Clock.Advance(TimeSpan.FromSeconds(10));
        await connection.TouchAsync();

        Sent().Should().Equal("Bearer first", "Bearer first", "Bearer first", "Bearer second");
        _log.Lines.Should().ContainSingle(line => line.Level == LogLevel.Warning)
            .Which.Message.Should().Contain("serviceaccount/token cannot be read");
    }

    [Fact]
    public async Task Refusal_reads_the_file_at_once_and_repeats_the_request()
    {
        WriteToken("first");
        using var connection = Connect();
        await connection.TouchAsync();

        WriteToken("second");
        RefuseAllBut("Bearer second");
        using var response = await connection.GetAsync();

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        Sent().Should().Equal("Bearer first", "Bearer first", "Bearer second");
    }

    [Fact]
    public async Task Refusal_of_an_unchanged_token_is_the_answer()
    {
        WriteToken("first");
        RefuseAllBut("Bearer second");
        using var connection = Connect();

        using var response = await connection.GetAsync();

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        Sent().Should().Equal("Bearer first");
    }

    [Fact]
    public async Task Refusal_of_a_token_that_cannot_change_is_the_answer()
    {
        RefuseAllBut("Bearer second");
        using var connection = Connect(c => c with { AccessToken = "first", AccessTokenFile = null });

        using var response = await connection.GetAsync();

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        Sent().Should().ContainSingle();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("two\nlines")]
    public async Task File_that_holds_no_token_is_named(string text)
    {
        WriteToken(text);
        using var connection = Connect();

        var act = () => connection.GetAsync();

        await act.Should().ThrowAsync<HttpRequestException>().WithMessage("*serviceaccount/token: the token is empty or holds*");
    }

    [Fact]
    public async Task Pod_connects_with_its_service_account()
    {
        var pod = _folder.Pod(
            "localhost", ("KUBERNETES_SERVICE_PORT", _server.Address.Port.ToString()));
        _folder.Write("serviceaccount/ca.crt", _authority.Pem);
        using var connection = new Connection(KubernetesClientConfiguration.InClusterConfig(pod));

        await connection.TouchAsync();

        Sent().Should().Equal("Bearer pod-token");
    }

    private void WriteToken(string text) => _folder.Write("serviceaccount/token", text);

    private void RefuseAllBut(string authorization) => _server.Respond = context =>
    {
        context.Response.StatusCode = context.Request.Headers.Authorization == authorization ? 200 : 401;
        return Task.CompletedTask;
    };

    private IEnumerable<string?> Sent() => _server.Requests.Select(r => r.Authorization);

    private Connection Connect(Func<KubernetesClientConfiguration, KubernetesClientConfiguration>? change = null)
    {
        var configuration = new KubernetesClientConfiguration
        {
            Host = _server.Address, CertificateAuthorityData = _authority.Pem, AccessTokenFile = _folder.Path("serviceaccount/token"),
        };
        return new Connection(change?.Invoke(configuration) ?? configuration, _log);
    }
}
