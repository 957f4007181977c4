using System.IO.Compression;
using System.Net;

namespace CanaryOperator.Kubernetes.Tests.Transport;

/// <summary>What every request carries, and how connections behave.</summary>
public sealed class RequestTests : IAsyncLifetime, IDisposable
{
    private readonly TestAuthority _authority = new();
    private LoopbackServer _server = null!;

    private KubernetesClientConfiguration Configuration => new() { Host = _server.Address, CertificateAuthorityData = _authority.Pem };

    public async Task InitializeAsync() => _server = await LoopbackServer.StartAsync(_authority.IssueServer("localhost", "api.internal"));

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task Http2_is_spoken_where_the_server_can()
    {
        (await SendAsync(Configuration)).Protocol.Should().Be("HTTP/2");
    }

    [Fact]
    public async Task User_agent_names_program_version_and_machine()
    {
        (await SendAsync(Configuration)).Headers["User-Agent"].Single()
            .Should().MatchRegex(@"^[\w.]+/\d+\.\d+\.\d+ \((linux|windows|darwin)/\w+\)$");
    }

    [Fact]
    public async Task Server_name_is_the_host_header()
    {
        (await SendAsync(Configuration with { TlsServerName = "api.internal" })).Headers["Host"].Should().Equal("api.internal");
    }

    [Fact]
    public async Task Token_is_sent()
    {
        (await SendAsync(Configuration with { AccessToken = "abc" })).Authorization.Should().Be("Bearer abc");
    }

    [Fact]
    public async Task Login_is_sent_as_utf8()
    {
        (await SendAsync(Configuration with { Username = "ålice", Password = "a:b" })).Authorization.Should().Be("Basic w6VsaWNlOmE6Yg==");
    }

    [Fact]
    public async Task Without_credentials_none_are_sent()
    {
        var request = await SendAsync(Configuration);

        request.Authorization.Should().BeNull();
        request.ClientCertificate.Should().BeNull();
    }

    [Fact]
    public async Task Impersonated_user_is_sent()
    {
        var request = await SendAsync(Configuration with
        {
            Impersonation = new ImpersonationConfiguration { UserName = "bøb", Uid = "7", Groups = ["devs"] },
        });

        request.Headers["Impersonate-User"].Should().Equal("bøb");
        request.Headers["Impersonate-Uid"].Should().Equal("7");
        request.Headers["Impersonate-Group"].Should().Equal("devs");
    }

    [Fact]
    public async Task Several_groups_arrive_as_several_headers()
    {
        var request = await SendAsync(Configuration with
        {
            Impersonation = new ImpersonationConfiguration { UserName = "bob", Groups = ["devs", "a, b", "øps"] },
        });

        request.Headers["Impersonate-Group"].Should().Equal("devs", "a, b", "øps");
    }

    [Fact]
    public async Task Extra_keys_are_lower_case_and_escaped()
    {
        var request = await SendAsync(Configuration with
        {
            Impersonation = new ImpersonationConfiguration
            {
                UserName = "bob",
                Extra = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
                {
                    ["Acme.com/Project%"] = ["one", "two"], ["empty"] = [],
                },
            },
        });

        request.Headers["Impersonate-Extra-acme.com%2Fproject%25"].Should().Equal("one", "two");
        request.Headers.Keys.Should().NotContain("Impersonate-Extra-empty");
    }

    [Fact]
    public async Task Compressed_answers_are_unpacked()
    {
        _server.Respond = async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync("hello"u8.ToArray());
        };
        using var connection = new Connection(Configuration);
        using var response = await connection.GetAsync();

        (await response.Content.ReadAsStringAsync()).Should().Be("hello");
        _server.Requests.Single().Headers["Accept-Encoding"].Should().Equal("gzip");
    }

    [Fact]
    public async Task Compression_is_not_offered_when_disabled()
    {
        (await SendAsync(Configuration with { DisableCompression = true })).Headers.Keys.Should().NotContain("Accept-Encoding");
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        _server.Respond = context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };
        using var connection = new Connection(Configuration with { AccessToken = "abc" });
        using var response = await connection.GetAsync();

        response.StatusCode.Should().Be(HttpStatusCode.Found);
        _server.Requests.Should().ContainSingle("the token must not travel to where a redirect points");
    }

    [Fact]
    public async Task Cookies_are_not_kept()
    {
        _server.Respond = context =>
        {
            context.Response.Headers.SetCookie = "session=1";
            return Task.CompletedTask;
        };
        using var connection = new Connection(Configuration);
        await connection.TouchAsync();
        await connection.TouchAsync();

        _server.Requests.Last().Headers.Keys.Should().NotContain("Cookie");
    }

    [Fact]
    public void Configuration_that_cannot_work_is_refused_before_anything_is_sent()
    {
        var act = () => new Connection(new KubernetesClientConfiguration { Host = new Uri("http://127.0.0.1:1"), AccessToken = "s3cret" });

        act.Should().Throw<KubeConfigException>().WithMessage("The client configuration: server is http*")
            .Which.Message.Should().NotContain("s3cret");
    }

    private async Task<ReceivedRequest> SendAsync(KubernetesClientConfiguration configuration)
    {
        using var connection = new Connection(configuration);
        await connection.TouchAsync();
        return _server.Requests.Last();
    }
}
