using System.Text.Json.Nodes;
using CanaryOperator.Kubernetes.Authentication;
using CanaryOperator.Kubernetes.Authentication.Exec;
using CanaryOperator.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Kubernetes.Tests.Authentication;

/// <summary>How one run of a credential plugin goes.</summary>
public sealed class ExecPluginTests : IDisposable
{
    private readonly PluginScript _plugin = new();
    private readonly FakeTimeProvider _clock = new();

    public void Dispose() => _plugin.Dispose();

    [Fact]
    public async Task Token_of_the_plugin_becomes_the_credential()
    {
        (await ReadAsync(_plugin.Print())).Value.Authorization!.ToString().Should().Be("Bearer token-1");
    }

    [Fact]
    public async Task Arguments_arrive_one_by_one()
    {
        string[] arguments = ["get token", "--name=\"x\"", "$HOME;", ""];

        await ReadAsync(_plugin.Run($"printf '%s\\n' \"$@\" > args\n{PluginScript.Answer("\"token\": \"t\"")}", arguments));

        File.ReadAllLines(_plugin.Path("args")).Should().Equal(arguments);
    }

    [Fact]
    public async Task Environment_is_ours_with_the_plugins_variables_added()
    {
        var exec = _plugin.Run($"echo \"$REGION,${{PATH:+inherited}}\" > environment\n{PluginScript.Answer("\"token\": \"t\"")}") with
        {
            EnvironmentVariables = new Dictionary<string, string>(StringComparer.Ordinal) { ["REGION"] = "eu west" },
        };

        await ReadAsync(exec);

        (await File.ReadAllTextAsync(_plugin.Path("environment"))).Trim().Should().Be("eu west,inherited");
    }

    [Fact]
    public async Task Plugin_is_told_the_version_and_that_nobody_is_there()
    {
        (await ReadInfoAsync(provideClusterInfo: false)).ToJsonString().Should().Be(
            """{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","spec":{"interactive":false}}""");
    }

    [Fact]
    public async Task Plugin_is_told_the_cluster_when_it_asks()
    {
        var cluster = (await ReadInfoAsync(provideClusterInfo: true))["spec"]!["cluster"]!;

        cluster.ToJsonString().Should().Be(
            """{"server":"https://dev:6443/prefix","tls-server-name":"api","certificate-authority-data":"Y2E=","config":{"x":"y"}}""");
    }

    [Fact]
    public async Task Plugin_that_reads_its_input_finds_it_empty()
    {
        var exec = _plugin.Run($"cat > input\n{PluginScript.Answer("\"token\": \"t\"")}");

        (await ReadAsync(exec)).Value.Authorization.Should().NotBeNull();
    }

    [Fact]
    public async Task Plugin_that_fills_both_pipes_does_not_hang()
    {
        const string OneMegabyte = "head -c 1048576 /dev/zero | tr '\\0' ' '";

        var exec = _plugin.Run($"{OneMegabyte} >&2\n{OneMegabyte}\n{OneMegabyte} >&2\n{PluginScript.Answer("\"token\": \"t\"")}");

        (await ReadAsync(exec)).Value.Authorization!.Parameter.Should().Be("t");
    }

    [Fact]
    public async Task Failure_tells_code_reason_and_hint_but_not_what_was_printed()
    {
        var act = () => ReadAsync(_plugin.Run("echo s3cret\necho 'session expired' >&2\nexit 3"));

        (await act.Should().ThrowAsync<KubeConfigException>())
            .WithMessage("Credential plugin sh failed with exit code 3: session expired. Install it with apt.")
            .Which.Message.Should().NotContain("s3cret");
    }

    [Fact]
    public async Task Long_complaints_are_cut_to_their_end()
    {
        var act = () => ReadAsync(_plugin.Run("head -c 100000 /dev/zero | tr '\\0' 'x' >&2\necho ' the reason' >&2\nexit 1"));

        var message = (await act.Should().ThrowAsync<KubeConfigException>()).Which.Message;
        message.Should().Contain("the reason").And.Subject.Length.Should().BeLessThan(3000);
    }

    [Theory]
    [InlineData("no-such-plugin-anywhere", "Credential plugin no-such-plugin-anywhere was not found. Install it with apt.")]
    [InlineData("/no/such/plugin", "Credential plugin /no/such/plugin was not found. Install it with apt.")]
    [InlineData("/etc/passwd", "Credential plugin /etc/passwd could not be started: *. Install it with apt.")]
    public async Task Plugin_that_cannot_start_is_named_with_its_hint(string command, string message)
    {
        var act = () => ReadAsync(_plugin.Print() with { Command = command });

        await act.Should().ThrowAsync<KubeConfigException>().WithMessage(message);
    }

    [Fact]
    public async Task Plugin_that_takes_too_long_is_ended()
    {
        var reading = ReadAsync(_plugin.Run("echo $$ > pid.tmp\nmv pid.tmp pid\nwhile true; do sleep 0.1; done"));
        var pid = await StartedAsync();

        _clock.Advance(TimeSpan.FromMinutes(1));

        var act = () => reading;
        await act.Should().ThrowAsync<KubeConfigException>().WithMessage("*sh did not end within 60 s. Install it with apt.");
        await GoneAsync(pid);
    }

    [Fact]
    public async Task Plugin_that_leaves_a_child_with_its_pipes_is_given_up()
    {
        var reading = ReadAsync(_plugin.Run("(while [ -f runs ]; do sleep 0.1; done) &\necho $$ > pid.tmp\nmv pid.tmp pid"));
        await StartedAsync();

        _clock.Advance(TimeSpan.FromMinutes(1));

        var act = () => reading;
        await act.Should().ThrowAsync<KubeConfigException>().WithMessage("*did not end within 60 s*");
    }

    [Fact]
    public async Task Cancellation_ends_the_plugin()
    {
        using var cancellation = new CancellationTokenSource();
        var reading = ReadAsync(
            _plugin.Run("echo $$ > pid.tmp\nmv pid.tmp pid\nwhile true; do sleep 0.1; done"), cancellationToken: cancellation.Token);
        var pid = await StartedAsync();

        await cancellation.CancelAsync();

        var act = () => reading;
        await act.Should().ThrowAsync<OperationCanceledException>();
        await GoneAsync(pid);
    }

    [Theory]
    [InlineData("s3cret", "did not print an ExecCredential in JSON*")]
    [InlineData("{\"token\": s3cret}", "did not print an ExecCredential in JSON*")]
    [InlineData("{\"kind\": \"ExecCredential\", \"apiVersion\": \"v2\"}", "answered with 'ExecCredential' of 'v2'; expected is*")]
    [InlineData("{\"kind\": \"Token\", \"apiVersion\": \"client.authentication.k8s.io/v1\"}", "answered with 'Token' of*")]
    [InlineData("{\"kind\": \"ExecCredential\", \"apiVersion\": \"client.authentication.k8s.io/v1\"}", "answered without a status*")]
    public async Task Answer_of_another_kind_is_refused(string answer, string problem)
    {
        var act = () => ReadAsync(_plugin.Run($"echo '{answer}'"));

        (await act.Should().ThrowAsync<KubeConfigException>()).WithMessage($"Credential plugin sh {problem}")
            .Which.ToString().Should().NotContain("s3cret");
    }

    [Theory]
    [InlineData("", "Credential plugin sh answered with neither status.token nor*")]
    [InlineData("\"clientCertificateData\": \"s3cret\"", "Credential plugin sh answered with only one of*")]
    [InlineData("\"token\": \"t\", \"clientKeyData\": \"s3cret\"", "Credential plugin sh answered with only one of*")]
    [InlineData("\"clientCertificateData\": \"s3cret\", \"clientKeyData\": \"s3cret\"", "Credential plugin sh: not a PEM certificate*")]
    [InlineData("\"token\": \"s3cret s3cret\"", "Credential plugin sh: the token is empty or holds spaces*")]
    public async Task Answer_without_usable_credentials_is_refused(string status, string message)
    {
        var act = () => ReadAsync(_plugin.Print(status));

        (await act.Should().ThrowAsync<KubeConfigException>()).WithMessage(message).Which.Message.Should().NotContain("s3cret");
    }

    private async Task<JsonNode> ReadInfoAsync(bool provideClusterInfo)
    {
        var exec = _plugin.Run($"printf '%s' \"$KUBERNETES_EXEC_INFO\" > info\n{PluginScript.Answer("\"token\": \"t\"")}") with
        {
            ProvideClusterInfo = provideClusterInfo, ClusterConfig = """{"x":"y"}""",
        };
        await ReadAsync(exec, new KubernetesClientConfiguration
        {
            Host = new Uri("https://dev:6443/prefix"), TlsServerName = "api", CertificateAuthorityData = "ca",
        });
        return JsonNode.Parse(await File.ReadAllTextAsync(_plugin.Path("info")))!;
    }

    private Task<Refreshed<Credential>> ReadAsync(
        ExecConfiguration exec, KubernetesClientConfiguration? configuration = null, CancellationToken cancellationToken = default)
    {
        configuration ??= new KubernetesClientConfiguration { Host = new Uri("https://dev:6443") };
        return new ExecCredentials(exec, configuration, _clock, NullLogger.Instance).ReadAsync(cancellationToken);
    }

    private async Task<string> StartedAsync()
    {
        await Eventually.BecomesTrueAsync(() => File.Exists(_plugin.Path("pid")), "the plugin runs");
        return (await File.ReadAllTextAsync(_plugin.Path("pid"))).Trim();
    }

    private static Task GoneAsync(string pid) => Eventually.BecomesTrueAsync(() => !Directory.Exists($"/proc/{pid}"), "the plugin is gone");
}
