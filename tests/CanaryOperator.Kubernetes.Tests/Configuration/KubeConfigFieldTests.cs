using System.Text;
using CanaryOperator.Kubernetes.Tests.Transport;

namespace CanaryOperator.Kubernetes.Tests.Configuration;

/// <summary>What each field of a kubeconfig means.</summary>
public sealed class KubeConfigFieldTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Server_keeps_its_path_prefix()
    {
        Load(KubeConfigText.Of("{server: 'https://gateway:8443/k8s/clusters/c-1'}")).Host
            .Should().Be(new Uri("https://gateway:8443/k8s/clusters/c-1"));
    }

    [Fact]
    public void Namespace_is_default_unless_the_context_has_one()
    {
        Load(KubeConfigText.Of()).Namespace.Should().Be("default");
        Load(KubeConfigText.Of(context: "{cluster: dev, user: dev, namespace: models}")).Namespace.Should().Be("models");
    }

    [Fact]
    public void Context_without_user_is_anonymous()
    {
        var configuration = Load(KubeConfigText.Of(context: "{cluster: dev}"));

        configuration.AccessToken.Should().BeNull();
        configuration.Exec.Should().BeNull();
    }

    [Fact]
    public void Cluster_settings_are_taken_over()
    {
        var configuration = Load(KubeConfigText.Of(
            """
            {server: 'https://dev', tls-server-name: api, insecure-skip-tls-verify: true,
              proxy-url: 'socks5://proxy:1080', disable-compression: true}
            """));

        configuration.TlsServerName.Should().Be("api");
        configuration.SkipTlsVerify.Should().BeTrue();
        configuration.Proxy.Should().Be(new Uri("socks5://proxy:1080"));
        configuration.DisableCompression.Should().BeTrue();
    }

    [Fact]
    public void Data_is_decoded_and_wins_over_a_file_that_need_not_exist()
    {
        using var authority = new TestAuthority();
        var (certificate, key) = authority.IssueClientPem("alice");

        var configuration = Load(KubeConfigText.Of(
            $"{{server: 'https://dev', certificate-authority: x, certificate-authority-data: {Base64(authority.Pem)}}}",
            $"{{client-certificate: x, client-certificate-data: {Base64(certificate)}, client-key: x, client-key-data: {Base64(key)}}}"));

        configuration.CertificateAuthorityData.Should().Be(authority.Pem);
        configuration.ClientCertificateData.Should().Be(certificate);
        configuration.ClientCertificateKeyData.Should().Be(key);
    }

    [Fact]
    public void Token_file_goes_along_with_a_token()
    {
        var file = _folder.Write("token", "t");

        var configuration = Load(KubeConfigText.Of(user: "{token: written, tokenFile: token}"));

        configuration.AccessTokenFile.Should().Be(file);
    }

    [Theory]
    [InlineData("0012")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("1e5")]
    [InlineData("1.50")]
    [InlineData("true")]
    [InlineData("a:b")]
    public void Token_that_looks_like_another_type_stays_text(string token)
    {
        Load(KubeConfigText.Of(user: $"{{token: {token}}}")).AccessToken.Should().Be(token);
    }

    [Fact]
    public void Basic_login_is_taken_over()
    {
        var configuration = Load(KubeConfigText.Of(user: "{username: alice, password: 'p: w'}"));

        (configuration.Username, configuration.Password).Should().Be(("alice", "p: w"));
    }

    [Fact]
    public void Impersonation_is_taken_over()
    {
        var configuration = Load(KubeConfigText.Of(
            user: "{as: bob, as-uid: 7, as-groups: [devs, ops], as-user-extra: {reason: [audit, drill]}}"));

        configuration.Impersonation.Should().BeEquivalentTo(new ImpersonationConfiguration
        {
            UserName = "bob",
            Uid = "7",
            Groups = ["devs", "ops"],
            Extra = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["reason"] = ["audit", "drill"] },
        });
    }

    [Fact]
    public void Exec_plugin_is_taken_over()
    {
        var configuration = Load(KubeConfigText.Of(
            "{server: 'https://dev', extensions: [{name: client.authentication.k8s.io/exec, extension: {audience: 17}}]}",
            """
            {exec: {apiVersion: client.authentication.k8s.io/v1, command: login, args: [get token, --now], env: [{name: REGION, value: eu}],
              installHint: Install login., provideClusterInfo: true, interactiveMode: IfAvailable}}
            """));

        configuration.Exec.Should().BeEquivalentTo(new ExecConfiguration
        {
            ApiVersion = "client.authentication.k8s.io/v1",
            Command = "login",
            Arguments = ["get token", "--now"],
            EnvironmentVariables = new Dictionary<string, string>(StringComparer.Ordinal) { ["REGION"] = "eu" },
            InstallHint = "Install login.",
            ProvideClusterInfo = true,
            ClusterConfig = """{"audience":17}""",
        });
    }

    [Theory]
    [InlineData("./login", "login")]
    [InlineData("bin/login", "bin/login")]
    [InlineData("/usr/bin/login", "/usr/bin/login")]
    public void Exec_command_with_a_slash_starts_at_the_file(string written, string expected)
    {
        var configuration = Load(KubeConfigText.Of(
            user: $"{{exec: {{apiVersion: client.authentication.k8s.io/v1beta1, command: {written}}}}}"));

        configuration.Exec!.Command.Should().Be(_folder.Path(expected));
    }

    [Fact]
    public void Json_is_read_as_well()
    {
        var configuration = Load(
            """
            {"apiVersion": "v1", "kind": "Config", "current-context": "dev",
             "clusters": [{"name": "dev", "cluster": {"server": "https://dev:6443"}}],
             "contexts": [{"name": "dev", "context": {"cluster": "dev", "namespace": "a\u0062c"}}]}
            """);

        configuration.Namespace.Should().Be("abc");
    }

    [Fact]
    public void Unknown_fields_are_ignored()
    {
        Load(KubeConfigText.Of("{server: 'https://dev', color: {rgb: [1, 2, 3]}}") + "\npreferences: {}\nnew-things: [a]\n")
            .Host.Host.Should().Be("dev");
    }

    [Fact]
    public void Nothing_secret_is_printed()
    {
        var configuration = Load(KubeConfigText.Of(user: "{token: s3cret, as: bob}"));

        $"{configuration} {configuration.Exec}".Should().NotContain("s3cret").And.Contain("https://dev:6443").And.Contain("context dev");
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private KubernetesClientConfiguration Load(string text) =>
        KubernetesClientConfiguration.BuildConfigFromConfigFile(_folder.Write("config", text), null, _folder.Environment());
}
