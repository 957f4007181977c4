using System.Net;
using CanaryOperator.Kubernetes.Tests.Transport;
using CanaryOperator.Testing;
using Microsoft.AspNetCore.Http;

namespace CanaryOperator.Kubernetes.Tests.Authentication;

/// <summary>When the credentials of a plugin are used, kept and renewed.</summary>
public sealed class ExecCredentialTests : IAsyncLifetime, IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly PluginScript _plugin = new();
    private LoopbackServer _server = null!;

    public async Task InitializeAsync() => _server = await LoopbackServer.StartAsync(_authority.IssueServer("localhost"));

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    public void Dispose()
    {
        _authority.Dispose();
        _plugin.Dispose();
    }

    [Fact]
    public async Task Credentials_without_an_end_are_kept()
    {
        using var connection = Connect(_plugin.Print());

        await connection.TouchAsync();
        connection.Clock.Advance(TimeSpan.FromDays(1000));
        await connection.TouchAsync();

        _plugin.Runs.Should().Be(1);
        _server.Requests.Select(r => r.Authorization).Should().Equal("Bearer token-1", "Bearer token-1");
    }

    [Fact]
    public async Task Credentials_are_kept_until_their_end()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var connection = Connect(_plugin.Print(
            $"\"token\": \"token-'$(wc -l < runs | tr -d ' ')'\", \"expirationTimestamp\": \"{now.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}\""));

        await connection.TouchAsync();
        connection.Clock.Advance(TimeSpan.FromMinutes(58));
        await connection.TouchAsync();
        connection.Clock.Advance(TimeSpan.FromMinutes(3));
        await connection.TouchAsync();

        _server.Requests.Select(r => r.Authorization).Should().Equal("Bearer token-1", "Bearer token-1", "Bearer token-2");
    }

    [Fact]
    public async Task Plugin_runs_once_for_all_that_wait()
    {
        using var connection = Connect(_plugin.Run($"while [ ! -f go ]; do sleep 0.05; done\n{PluginScript.Answer("\"token\": \"t\"")}"));

        var requests = Enumerable.Range(0, 8).Select(_ => connection.TouchAsync()).ToArray();
        await Eventually.BecomesTrueAsync(() => _plugin.Runs > 0, "the plugin runs");
        _plugin.Write("go", "");
        await Task.WhenAll(requests);

        _plugin.Runs.Should().Be(1);
        _server.Requests.Should().HaveCount(8).And.OnlyContain(r => r.Authorization == "Bearer t");
    }

    [Fact]
    public async Task Refusal_renews_and_repeats_the_request_with_its_body()
    {
        _server.Respond = context =>
        {
            context.Response.StatusCode = context.Request.Headers.Authorization == "Bearer token-1" ? 401 : 201;
            return Task.CompletedTask;
        };
        using var connection = Connect(_plugin.Print());

        using var response = await connection.SendAsync(HttpMethod.Post, "body", CancellationToken.None);

        response.StatusCode.Should().Be(HttpStatusCode.Created);
        _server.Requests.Select(r => (r.Authorization, r.Body)).Should().Equal(("Bearer token-1", "body"), ("Bearer token-2", "body"));
    }

    [Fact]
    public async Task Second_refusal_is_the_answer()
    {
        _server.Respond = Refuse;
        using var connection = Connect(_plugin.Print());

        using var response = await connection.GetAsync();

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        _server.Requests.Should().HaveCount(2);
        _plugin.Runs.Should().Be(2);
    }

    [Fact]
    public async Task Refusal_is_the_answer_when_the_plugin_has_nothing_new()
    {
        _server.Respond = Refuse;
        using var connection = Connect(_plugin.Print("\"token\": \"same\""));

        using var response = await connection.GetAsync();

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        _server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Certificate_of_the_plugin_is_shown()
    {
        WriteCertificate("alice");
        using var connection = Connect(PrintCertificate());

        await connection.TouchAsync();

        _server.Requests.Single().ClientCertificate.Should().Be("CN=alice");
    }

    [Fact]
    public async Task Renewed_certificate_needs_a_new_connection()
    {
        WriteCertificate("alice");
        _server.Respond = async context =>
        {
            if (context.Connection.ClientCertificate?.Subject == "CN=alice")
            {
                WriteCertificate("alice-renewed");
                await Refuse(context);
            }
        };
        using var connection = Connect(PrintCertificate());

        using var response = await connection.GetAsync();

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        _server.Requests.Last().ClientCertificate.Should().Be("CN=alice-renewed");
    }

    [Fact]
    public async Task Failing_plugin_is_a_request_that_could_not_be_sent()
    {
        using var connection = Connect(_plugin.Run("exit 1"));

        var act = () => connection.GetAsync();

        (await act.Should().ThrowAsync<HttpRequestException>()).WithMessage("*exit code 1*").WithInnerException<KubeConfigException>();
        _server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Failed_run_is_not_remembered()
    {
        using var connection = Connect(_plugin.Run($"[ -f ready ] || exit 1\n{PluginScript.Answer("\"token\": \"t\"")}"));
        var act = () => connection.GetAsync();
        await act.Should().ThrowAsync<HttpRequestException>();

        _plugin.Write("ready", "");
        await connection.TouchAsync();

        _server.Requests.Single().Authorization.Should().Be("Bearer t");
    }

    private static Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private Connection Connect(ExecConfiguration exec) =>
        new(new KubernetesClientConfiguration { Host = _server.Address, CertificateAuthorityData = _authority.Pem, Exec = exec });

    /// <summary>JSON strings with the line breaks of PEM escaped.</summary>
    private void WriteCertificate(string userName)
    {
        var (certificate, key) = _authority.IssueClientPem(userName);
        _plugin.Write("status", $"\"clientCertificateData\": \"{Escape(certificate)}\", \"clientKeyData\": \"{Escape(key)}\"");

        static string Escape(string pem) => pem.ReplaceLineEndings("\\n");
    }

    private ExecConfiguration PrintCertificate() => _plugin.Run(PluginScript.Answer("'; cat status; echo '"));
}
