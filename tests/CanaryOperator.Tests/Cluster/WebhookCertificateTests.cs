using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Cluster;
using CanaryOperator.Local.ControlPlane.Components;
using CanaryOperator.Testing;
using CanaryOperator.Tests.Cluster.Support;

namespace CanaryOperator.Tests.Cluster;

[Collection(WebhookCluster.Name)]
public sealed class WebhookCertificateTests(WebhookCluster cluster)
{
    private const string Configuration = "canary-operator";
    private const string SecretName = "canary-operator-webhook";

    [Fact]
    public async Task While_operators_come_renew_the_certificate_and_take_over_the_webhooks_no_request_goes_wrong()
    {
        var before = await SecretAsync();
        await using var probes = new ProbedWebhooks(cluster.Client);
        var port = LoopbackPort.Pick();
        var webhooks = cluster.WebhooksAt(port);

        // A certificate that is not good for all names of an operator is replaced, as one is that gets old.
        await using var second = await cluster.StartOperatorAsync(
            ClusterFixture.OtherOperator, [.. webhooks.Arguments.Take(2), "--webhook-host", "localhost"]);
        await Eventually.BecomesTrueAsync(
            async () => Text(await SecretAsync(), "tls.crt") != Text(before, "tls.crt"), "the certificate is renewed");
        var after = await SecretAsync();
        Text(after, "ca.crt").Should().Be(Text(before, "ca.crt"));
        foreach (var each in new[] { cluster.Port, port })
        {
            await Eventually.BecomesTrueAsync(
                async () => await ServedAsync(each, after) == Leaf(after).Thumbprint, $"port {each} serves the new certificate");
        }

        await SwitchAsync(webhooks, second, probes);
        await SwitchAsync(cluster.Webhooks, cluster.OperatorOfWebhooks, probes);

        probes.Faults.Should().BeEmpty();
    }

    /// <summary>
    /// The only case in which requests may fail for a moment: nobody has the old authority's key any more, so the API server is told of
    /// the new authority after it is in use.
    /// </summary>
    [Fact]
    public async Task A_deleted_Secret_is_made_anew_and_the_webhooks_answer_again()
    {
        var before = await SecretAsync();
        await using (var probes = new ProbedWebhooks(cluster.Client))
        {
            await cluster.KubectlAsync("delete", "secret", SecretName, "--namespace", "default");

            await Eventually.BecomesTrueAsync(
                async () => await FindSecretAsync() is { } secret && Text(secret, "ca.crt") != Text(before, "ca.crt"), "a new Secret");
            await IsTrustedAsync();
            await cluster.Webhooks.UntilTheyAnswerAsync(CancellationToken.None);
        }

        await using var later = new ProbedWebhooks(cluster.Client);
        await Eventually.BecomesTrueAsync(() => later.Refused >= 20, "20 requests are answered");
        later.Faults.Should().BeEmpty();
    }

    [Theory]
    [InlineData("mutatingwebhookconfiguration")]
    [InlineData("validatingwebhookconfiguration")]
    public async Task A_configuration_that_lost_its_bundle_gets_it_again(string kind)
    {
        var configuration = await cluster.KubectlAsync("get", kind, Configuration, "-o", "yaml");
        var lines = configuration.Split('\n').Where(line => !line.TrimStart().StartsWith("caBundle:", StringComparison.Ordinal));
        var without = string.Join('\n', lines);
        without.Should().NotBe(configuration);

        var replaced = await cluster.Cluster.Kubectl.RunAsync(["replace", "-f", "-"], without, CancellationToken.None);

        replaced.ExitCode.Should().Be(0, replaced.Error);
        await IsTrustedAsync();
        await cluster.Webhooks.UntilTheyAnswerAsync(CancellationToken.None);
    }

    /// <summary>Asks this operator from now on, and returns once it is asked.</summary>
    private static async Task SwitchAsync(OperatorWebhooks webhooks, OperatorProcess to, ProbedWebhooks probes)
    {
        var asked = (await RequestsAsync(to, "mutate"), await RequestsAsync(to, "validate"));
        await webhooks.InstallAsync(CancellationToken.None);
        await Eventually.BecomesTrueAsync(
            async () => await RequestsAsync(to, "mutate") > asked.Item1 && await RequestsAsync(to, "validate") > asked.Item2,
            "the other operator is asked");
        var refused = probes.Refused;
        await Eventually.BecomesTrueAsync(() => probes.Refused >= refused + 20, "20 more requests are answered");
    }

    private static async Task<double> RequestsAsync(OperatorProcess process, string verb)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(process.Metrics, "metrics"));
        using var response = await http.SendAsync(request, CancellationToken.None);
        return (await response.Content.ReadAsStringAsync()).Split('\n')
            .Where(line => line.StartsWith("controller_runtime_webhook_requests_total{", StringComparison.Ordinal)
                && line.Contains($"\"/{verb}", StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    /// <summary>Thumbprint of the certificate that a new connection meets, and trusts.</summary>
    private static async Task<string> ServedAsync(int port, V1Secret secret)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(Text(secret, "ca.crt"));
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", port);
        using var tls = new SslStream(socket.GetStream());
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "127.0.0.1", CertificateChainPolicy = policy }, CancellationToken.None);
        return ((X509Certificate2)tls.RemoteCertificate!).Thumbprint;
    }

    private static X509Certificate2 Leaf(V1Secret secret) => X509Certificate2.CreateFromPem(Text(secret, "tls.crt"));

    private static string Text(V1Secret secret, string key) => Encoding.ASCII.GetString(secret.Data![key]);

    private Task<V1Secret?> FindSecretAsync() =>
        cluster.Client.GetAsync(WellKnownResources.Secrets, SecretName, "default", CancellationToken.None);

    private async Task<V1Secret> SecretAsync() => await FindSecretAsync() ?? throw new InvalidOperationException("There is no Secret.");

    private Task IsTrustedAsync() => Eventually.BecomesTrueAsync(
        async () =>
        {
            var authority = (await SecretAsync()).Data!["ca.crt"];
            var mutating = await ConfigurationAsync(WellKnownResources.MutatingWebhookConfigurations);
            var validating = await ConfigurationAsync(WellKnownResources.ValidatingWebhookConfigurations);
            return mutating.Webhooks!.Concat(validating.Webhooks!)
                .All(webhook => webhook.ClientConfig.CaBundle?.AsSpan().SequenceEqual(authority) == true);
        },
        "every webhook has the bundle of the Secret");

    private async Task<V1WebhookConfiguration> ConfigurationAsync(ResourceDescriptor<V1WebhookConfiguration> resource) =>
        (await cluster.Client.GetAsync(resource, Configuration, null, CancellationToken.None))!;
}
