using CanaryOperator.Kubernetes.Tests.Configuration;
using CanaryOperator.Kubernetes.Tests.Transport;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Kubernetes.Tests.Authentication;

public sealed class ClientCertificateTests : IAsyncLifetime, IDisposable
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
    public async Task Certificate_given_as_data_is_shown()
    {
        var (certificate, key) = _authority.IssueClientPem("alice");
        using var connection = new Connection(new KubernetesClientConfiguration
        {
            Host = _server.Address,
            CertificateAuthorityData = _authority.Pem,
            ClientCertificateData = certificate,
            ClientCertificateKeyData = key,
        });

        await connection.TouchAsync();

        _server.Requests.Single().ClientCertificate.Should().Be("CN=alice");
    }

    [Fact]
    public async Task Unchanged_files_keep_the_connection()
    {
        WritePair("alice");
        using var connection = Connect();

        await connection.TouchAsync();
        connection.Clock.Advance(TimeSpan.FromMinutes(1));
        await connection.TouchAsync();

        _server.Requests.Select(r => r.ConnectionId).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task Replaced_files_are_shown_on_a_new_connection()
    {
        WritePair("alice");
        using var connection = Connect();
        await connection.TouchAsync();

        WritePair("alice-renewed");
        connection.Clock.Advance(TimeSpan.FromMinutes(1));
        await connection.TouchAsync();

        _server.Requests.Select(r => r.ClientCertificate).Should().Equal("CN=alice", "CN=alice-renewed");
    }

    [Fact]
    public async Task Answer_that_is_streaming_survives_a_rotation()
    {
        var finish = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Respond = async context =>
        {
            await context.Response.Body.FlushAsync();
            await finish.Task;
            await context.Response.Body.WriteAsync("end"u8.ToArray());
        };
        WritePair("alice");
        using var connection = Connect();
        using var streaming = await connection.GetAsync();

        _server.Respond = _ => Task.CompletedTask;
        WritePair("alice-renewed");
        connection.Clock.Advance(TimeSpan.FromMinutes(1));
        await connection.TouchAsync();
        finish.SetResult();

        (await streaming.Content.ReadAsStringAsync()).Should().Be("end");
    }

    [Fact]
    public async Task Half_replaced_pair_is_not_used_yet()
    {
        WritePair("alice");
        using var connection = Connect();
        await connection.TouchAsync();

        var (certificate, key) = _authority.IssueClientPem("alice-renewed");
        _folder.Write("tls.crt", certificate);
        connection.Clock.Advance(TimeSpan.FromMinutes(1));
        await connection.TouchAsync();
        _folder.Write("tls.key", key);
        connection.Clock.Advance(TimeSpan.FromSeconds(10));
        await connection.TouchAsync();

        _server.Requests.Select(r => r.ClientCertificate).Should().Equal("CN=alice", "CN=alice", "CN=alice-renewed");
        _log.Lines.Should().ContainSingle(line => line.Level == LogLevel.Warning).Which.Message.Should().Contain("tls.crt");
    }

    [Fact]
    public async Task Files_that_hold_no_certificate_are_named()
    {
        _folder.Write("tls.crt", "s3cret");
        _folder.Write("tls.key", "s3cret");
        using var connection = Connect();

        var act = () => connection.GetAsync();

        (await act.Should().ThrowAsync<HttpRequestException>()).WithMessage("*tls.crt, *tls.key: not a PEM certificate*")
            .Which.Message.Should().NotContain("s3cret");
    }

    private void WritePair(string userName)
    {
        var (certificate, key) = _authority.IssueClientPem(userName);
        _folder.Write("tls.crt", certificate);
        _folder.Write("tls.key", key);
    }

    private Connection Connect() => new(
        new KubernetesClientConfiguration
        {
            Host = _server.Address,
            CertificateAuthorityData = _authority.Pem,
            ClientCertificateFilePath = _folder.Path("tls.crt"),
            ClientKeyFilePath = _folder.Path("tls.key"),
        },
        _log);
}
