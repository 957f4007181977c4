using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using CanaryOperator.Kubernetes.Tests.Configuration;

namespace CanaryOperator.Kubernetes.Tests.Transport;

/// <summary>Whom we believe to be the API server: chain, host name and dates must all be right.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _other = new("other authority");

    public void Dispose()
    {
        _authority.Dispose();
        _other.Dispose();
    }

    [Fact]
    public Task Right_authority_and_right_host_are_accepted() => AcceptAsync(_authority.IssueServer("localhost"));

    [Fact]
    public Task Wrong_host_is_refused_even_from_the_right_authority() => RefuseAsync(_authority.IssueServer("elsewhere.example"));

    [Fact]
    public Task Wrong_authority_is_refused_even_for_the_right_host() => RefuseAsync(_other.IssueServer("localhost"));

    [Fact]
    public Task Expired_certificate_is_refused() => RefuseAsync(_authority.IssueExpiredServer("localhost"));

    [Fact]
    public Task Address_must_be_in_the_certificate_when_the_server_is_one() =>
        RefuseAsync(_authority.IssueServer("localhost"), host: "127.0.0.1");

    [Fact]
    public Task Address_in_the_certificate_is_accepted() => AcceptAsync(_authority.IssueServer("127.0.0.1"), host: "127.0.0.1");

    [Fact]
    public Task Server_name_of_the_configuration_is_what_the_certificate_must_hold() =>
        AcceptAsync(_authority.IssueServer("api.internal"), c => c with { TlsServerName = "api.internal" });

    [Fact]
    public Task Server_name_of_the_configuration_replaces_the_host() =>
        RefuseAsync(_authority.IssueServer("localhost"), c => c with { TlsServerName = "api.internal" });

    [Fact]
    public Task Each_of_several_authorities_counts() => AcceptAsync(
        _authority.IssueServer("localhost"), c => c with { CertificateAuthorityData = $"{_other.Pem}\n{_authority.Pem}\n" });

    [Fact]
    public Task System_roots_do_not_know_our_authority() =>
        RefuseAsync(_authority.IssueServer("localhost"), c => c with { CertificateAuthorityData = null });

    [Fact]
    public Task Skipping_verification_accepts_anything() => AcceptAsync(
        _other.IssueExpiredServer("elsewhere.example"), c => c with { CertificateAuthorityData = null, SkipTlsVerify = true });

    [Fact]
    public async Task Intermediate_may_be_the_whole_trust()
    {
        using var intermediate = _authority.IssueAuthority("intermediate");

        await AcceptAsync(intermediate.IssueServer("localhost"), c => c with { CertificateAuthorityData = intermediate.Pem });
    }

    [Fact]
    public async Task Intermediate_as_the_whole_trust_still_checks_the_host()
    {
        using var intermediate = _authority.IssueAuthority("intermediate");

        await RefuseAsync(intermediate.IssueServer("elsewhere.example"), c => c with { CertificateAuthorityData = intermediate.Pem });
    }

    [Fact]
    public async Task Intermediate_as_the_whole_trust_still_checks_the_dates()
    {
        using var intermediate = _authority.IssueAuthority("intermediate");

        await RefuseAsync(intermediate.IssueExpiredServer("localhost"), c => c with { CertificateAuthorityData = intermediate.Pem });
    }

    [Fact]
    public async Task Intermediate_of_the_same_name_but_another_key_is_refused()
    {
        using var intermediate = _authority.IssueAuthority("intermediate");
        using var forged = _other.IssueAuthority("intermediate");

        await RefuseAsync(forged.IssueServer("localhost"), c => c with { CertificateAuthorityData = intermediate.Pem });
    }

    [Fact]
    public async Task Authority_file_is_read_again_when_it_was_replaced()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("ca.crt", _authority.Pem);
        await using var server = await LoopbackServer.StartAsync(_authority.IssueServer("localhost"));
        using var connection = new Connection(new KubernetesClientConfiguration { Host = server.Address, CertificateAuthorityFile = file });
        await connection.TouchAsync();

        folder.Write("ca.crt", _other.Pem);
        server.ReplaceCertificate(_other.IssueServer("localhost"));
        connection.Clock.Advance(TimeSpan.FromMinutes(1));
        await connection.TouchAsync();

        server.Requests.Select(r => r.ConnectionId).Distinct().Should().HaveCount(2, "what trusted the old authority was closed");
    }

    private async Task AcceptAsync(
        X509Certificate2 certificate,
        Func<KubernetesClientConfiguration, KubernetesClientConfiguration>? change = null,
        string host = "localhost")
    {
        using var response = await SendAsync(certificate, change, host);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private async Task RefuseAsync(
        X509Certificate2 certificate,
        Func<KubernetesClientConfiguration, KubernetesClientConfiguration>? change = null,
        string host = "localhost")
    {
        var act = () => SendAsync(certificate, change, host);

        await act.Should().ThrowAsync<HttpRequestException>().Where(e => e.InnerException is AuthenticationException);
    }

    private async Task<HttpResponseMessage> SendAsync(
        X509Certificate2 certificate, Func<KubernetesClientConfiguration, KubernetesClientConfiguration>? change, string host)
    {
        await using var server = await LoopbackServer.StartAsync(certificate);
        var configuration = new KubernetesClientConfiguration { Host = server.AddressAs(host), CertificateAuthorityData = _authority.Pem };
        using var connection = new Connection(change?.Invoke(configuration) ?? configuration);
        return await connection.GetAsync();
    }
}
