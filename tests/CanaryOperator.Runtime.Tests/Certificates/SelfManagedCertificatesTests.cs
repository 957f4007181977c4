using System.Text.Json;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Certificates;
using CanaryOperator.Runtime.Tests.Simulation;

namespace CanaryOperator.Runtime.Tests.Certificates;

public sealed class SelfManagedCertificatesTests : IDisposable
{
    private readonly SharedCertificateFixture _fixture = new();

    private FakeCluster Cluster => _fixture.Cluster;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void First_start_makes_the_secret_serves_with_it_and_tells_the_api_server()
    {
        var rule = JsonDocument.Parse("""{"failurePolicy":"Fail"}""").RootElement;
        var configuration = SharedCertificateFixture.Configuration("rules", "a.example.com", "b.example.com");
        configuration.Webhooks![1].AdditionalProperties = new Dictionary<string, JsonElement> { ["rules"] = rule };
        Cluster.Put(WellKnownResources.ValidatingWebhookConfigurations, configuration);
        Cluster.Put(WellKnownResources.MutatingWebhookConfigurations, SharedCertificateFixture.Configuration("defaults", "c.example.com"));
        var (source, serving) = _fixture.Start();
        source.HasSynced.Should().BeFalse();

        _fixture.Settle();

        source.HasSynced.Should().BeTrue();
        source.LastError.Should().BeNull();
        _fixture.Secret!.Type.Should().Be("kubernetes.io/tls");
        _fixture.Secret.Data!.Keys.Should().BeEquivalentTo("tls.crt", "tls.key", "ca.crt", "ca.key");
        var served = SharedCertificateFixture.Served(serving);
        served.ShouldBeTrusted(_fixture.Stored.Bundle, _fixture.Now);
        CertificateNames.Of(served).Should().Equal("hooks", "hooks.ns", "hooks.ns.svc", "hooks.ns.svc.cluster.local");
        _fixture.Rules.Webhooks!.Select(webhook => webhook.ClientConfig.CaBundle).Should().AllBeEquivalentTo(_fixture.Stored.Bundle);
        _fixture.Rules.Webhooks![1].AdditionalProperties!["rules"].GetProperty("failurePolicy").GetString().Should().Be("Fail");
        Cluster.Find(WellKnownResources.MutatingWebhookConfigurations, "defaults")!.Webhooks!.Single().ClientConfig.CaBundle
            .Should().Equal(_fixture.Stored.Bundle);
    }

    [Fact]
    public void When_all_is_well_nothing_is_written_and_nothing_is_asked_but_watches()
    {
        _fixture.Start();
        _fixture.Settle();
        Cluster.Requests.Clear();

        _fixture.Scheduler.Advance(TimeSpan.FromDays(2));

        Cluster.Requests.Should().NotBeEmpty().And.OnlyContain(request => request.StartsWith("watch ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_bundle_that_somebody_resets_is_repaired_at_once()
    {
        _fixture.PutRules();
        _fixture.Start();
        _fixture.Settle();

        _fixture.PutRules();
        _fixture.Rules.Webhooks!.Single().ClientConfig.CaBundle.Should().BeNull();
        _fixture.Scheduler.Settle();

        _fixture.Rules.Webhooks!.Single().ClientConfig.CaBundle.Should().Equal(_fixture.Stored.Bundle);
    }

    [Fact]
    public void A_configuration_that_comes_later_gets_the_bundle_and_no_other_does()
    {
        _fixture.Start();
        _fixture.Settle();

        Cluster.Put(WellKnownResources.ValidatingWebhookConfigurations, SharedCertificateFixture.Configuration("foreign", "x.example.com"));
        _fixture.PutRules();
        _fixture.Scheduler.Settle();

        _fixture.Rules.Webhooks!.Single().ClientConfig.CaBundle.Should().Equal(_fixture.Stored.Bundle);
        Cluster.Find(WellKnownResources.ValidatingWebhookConfigurations, "foreign")!.Webhooks!.Single().ClientConfig.CaBundle
            .Should().BeNull();
        Cluster.Requests.Count(request => request.StartsWith("patch", StringComparison.Ordinal)).Should().Be(1);
    }

    [Fact]
    public void A_secret_of_no_use_is_replaced_and_keeps_its_name_and_type()
    {
        Cluster.Put(WellKnownResources.Secrets, new V1Secret
        {
            Metadata = new V1ObjectMeta { Name = "certificates", NamespaceProperty = "ns" }, Type = "Opaque",
        });

        var (_, serving) = _fixture.Start();
        _fixture.Settle();

        _fixture.Writes.Should().Equal("update secrets");
        _fixture.Secret!.Type.Should().Be("Opaque", "it cannot be changed");
        SharedCertificateFixture.Served(serving).Thumbprint.Should().Be(_fixture.Stored.Leaf.Thumbprint);
    }

    [Fact]
    public void A_secret_that_is_deleted_is_made_anew()
    {
        _fixture.PutRules();
        var (_, serving) = _fixture.Start();
        _fixture.Settle();
        var before = _fixture.Stored.Leaf.Thumbprint;

        Cluster.Delete(WellKnownResources.Secrets, _fixture.Secret!);
        _fixture.Scheduler.Settle();

        var served = SharedCertificateFixture.Served(serving);
        served.Thumbprint.Should().Be(_fixture.Stored.Leaf.Thumbprint).And.NotBe(before);
        served.ShouldBeTrusted(_fixture.Rules.Webhooks!.Single().ClientConfig.CaBundle!, _fixture.Now);
    }

    [Fact]
    public void Replicas_that_need_other_names_agree_on_all_of_them()
    {
        _fixture.Start(SharedCertificateFixture.Options with { ExtraNames = ["127.0.0.1"] });
        _fixture.Start(SharedCertificateFixture.Options with { ExtraNames = ["localhost"] });
        _fixture.Settle();
        _fixture.Scheduler.Advance(TimeSpan.FromMinutes(1));

        CertificateNames.Of(_fixture.Stored.Leaf).Should().Contain(["127.0.0.1", "localhost"]);
        _fixture.Secret!.Metadata.ResourceVersion.Should().Be("1002", "it was created and changed once");
    }

    [Fact]
    public void What_is_not_allowed_is_told()
    {
        Cluster.Forbidden.Add("list secrets");

        var (source, _) = _fixture.Start();
        _fixture.Settle();

        source.HasSynced.Should().BeFalse();
        source.LastError.Should().StartWith("Cannot list secrets");
    }
}
