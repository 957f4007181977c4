using System.Text;
using System.Text.Json.Nodes;
using CanaryOperator.Runtime.Certificates;
using CanaryOperator.Testing;

namespace CanaryOperator.Runtime.Tests.Webhooks;

public sealed class CertificateRotationTests
{
    private const int Clients = 4;
    private const int RequestsPerStep = 5;

    [Fact]
    public async Task While_certificate_and_authority_change_no_request_is_refused()
    {
        string[] names = ["127.0.0.1"];
        using var webhook = await WebhookFixture.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        var trusted = TestCertificates.New();
        webhook.Certificate.Use(trusted.Context());
        var answers = new int[Clients];
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients).Select(AskUntilStoppedAsync).ToList();

        await StepAsync();
        var authority = CertificateIssuer.NewAuthority(now);
        Publish(new CertificateMaterial(authority, trusted.Leaf, [trusted.Authority]));
        await StepAsync();
        Serve(new CertificateMaterial(authority, CertificateIssuer.Issue(authority, names, now), [trusted.Authority]));
        await StepAsync();
        Publish(new CertificateMaterial(authority, trusted.Leaf, []));
        await StepAsync();
        Serve(new CertificateMaterial(authority, CertificateIssuer.Issue(authority, names, now), []));
        await StepAsync();

        await stop.CancelAsync();
        await Task.WhenAll(clients);

        void Publish(CertificateMaterial material) => Volatile.Write(ref trusted, material);

        void Serve(CertificateMaterial material)
        {
            webhook.Certificate.Use(material.Context());
            Publish(material);
        }

        // Of every client, so that none still goes by what was published two steps ago.
        Task StepAsync()
        {
            var goals = Array.ConvertAll(answers, count => count + RequestsPerStep);
            return Eventually.BecomesTrueAsync(
                () => goals.Zip(answers).All(client => client.Second >= client.First) || clients.Exists(client => client.IsFaulted),
                "requests are answered");
        }

        // Each time a new connection: an open one would never see another certificate.
        async Task AskUntilStoppedAsync(int index)
        {
            while (!stop.IsCancellationRequested)
            {
                using var client = TestCertificates.Client(Volatile.Read(ref trusted).Bundle);
                using var body = new StringContent(WebhookFixture.Review(), Encoding.UTF8, "application/json");
                using var answer = await client.PostAsync(webhook.Address(), body);
                var review = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
                review["response"]!["allowed"]!.GetValue<bool>().Should().BeTrue();
                Interlocked.Increment(ref answers[index]);
            }
        }
    }
}
