using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Certificates;

namespace CanaryOperator.Runtime.Tests.Certificates;

/// <summary>Two replicas, each of which may be the one that acts, in many interleavings.</summary>
public sealed class SharedCertificateRotationTests
{
    private static readonly TimeSpan ShortStep = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongStep = TimeSpan.FromMinutes(30);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Replicas_that_start_together_end_with_one_and_the_same_certificate(int seed)
    {
        using var fixture = new SharedCertificateFixture(seed);
        var (_, one) = fixture.Start();
        var (_, other) = fixture.Start();
        fixture.Settle();

        fixture.Secret!.Metadata.ResourceVersion.Should().Be("1001", "one made it");
        var stored = fixture.Stored.Leaf.Thumbprint;
        SharedCertificateFixture.Served(one).Thumbprint.Should().Be(stored);
        SharedCertificateFixture.Served(other).Thumbprint.Should().Be(stored);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Replicas_that_renew_together_end_with_one_and_the_same_certificate(int seed)
    {
        using var fixture = new SharedCertificateFixture(seed);
        var (_, one) = fixture.Start();
        var (_, other) = fixture.Start();
        fixture.Settle();
        var first = fixture.Stored;

        Pass(fixture, days: 243);
        fixture.Stored.Leaf.Thumbprint.Should().Be(first.Leaf.Thumbprint);
        Pass(fixture, days: 1);

        fixture.Secret!.Metadata.ResourceVersion.Should().Be("1002", "one renewed it");
        fixture.Stored.Bundle.Should().Equal(first.Bundle);
        var renewed = fixture.Stored.Leaf.Thumbprint;
        renewed.Should().NotBe(first.Leaf.Thumbprint);
        SharedCertificateFixture.Served(one).Thumbprint.Should().Be(renewed);
        SharedCertificateFixture.Served(other).Thumbprint.Should().Be(renewed);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void While_the_authority_changes_what_is_served_is_always_trusted(int seed)
    {
        using var fixture = new SharedCertificateFixture(seed);
        var old = PutOldAuthority(fixture);
        fixture.PutRules();
        var (_, one) = fixture.Start();
        var (_, other) = fixture.Start();
        fixture.Settle();
        var lastBundle = Array.Empty<byte>();
        var known = fixture.Now;
        var issuers = new HashSet<string>();
        var seen = new HashSet<(string Certificate, string Bundle)>();
        foreach (var step in Enumerable.Repeat(ShortStep, 90).Concat(Enumerable.Repeat(LongStep, 52)))
        {
            fixture.Scheduler.Clock.Advance(step);
            fixture.Scheduler.Settle();
            var bundle = fixture.Rules.Webhooks!.Single().ClientConfig.CaBundle!;
            known = bundle.AsSpan().SequenceEqual(lastBundle) ? known : fixture.Now;
            lastBundle = bundle;
            foreach (var serving in new[] { one, other })
            {
                var served = SharedCertificateFixture.Served(serving);
                if (seen.Add((served.Thumbprint, Convert.ToBase64String(bundle))))
                {
                    served.ShouldBeTrusted(bundle, fixture.Now);
                }

                if (issuers.Add(served.Issuer) && issuers.Count > 1)
                {
                    (fixture.Now - known).Should().BeGreaterThanOrEqualTo(
                        TimeSpan.FromMinutes(1) - ShortStep, "API servers must have learnt of it");
                }
            }
        }

        issuers.Should().HaveCount(2, "the authority changed");
        fixture.Stored.OlderAuthorities.Should().BeEmpty("the old one has left the bundle");
        fixture.Stored.Authority.Subject.Should().NotBe(old.Authority.Subject);
        fixture.Rules.Webhooks!.Single().ClientConfig.CaBundle.Should().Equal(fixture.Stored.Bundle);
    }

    [Fact]
    public void A_certificate_of_a_new_authority_waits_until_the_bundle_could_be_told()
    {
        using var fixture = new SharedCertificateFixture();
        var old = PutOldAuthority(fixture);
        fixture.PutRules();
        fixture.Start();
        fixture.Settle();
        fixture.Cluster.Forbidden.Add("patch validatingwebhookconfigurations.admissionregistration.k8s.io");

        fixture.Scheduler.Advance(TimeSpan.FromHours(1));
        fixture.Stored.OlderAuthorities.Should().ContainSingle();
        fixture.Stored.Leaf.Thumbprint.Should().Be(old.Leaf.Thumbprint);

        fixture.Cluster.Forbidden.Clear();
        fixture.Scheduler.Advance(TimeSpan.FromHours(1));
        fixture.Stored.Leaf.Issuer.Should().Be(fixture.Stored.Authority.Subject);
    }

    /// <summary>In steps that are long for everything but a certificate.</summary>
    private static void Pass(SharedCertificateFixture fixture, int days)
    {
        for (var day = 0; day < days; day++)
        {
            fixture.Scheduler.Clock.Advance(TimeSpan.FromDays(1));
            fixture.Scheduler.Settle();
        }
    }

    /// <summary>An authority that is due in ten minutes, with a certificate that is not.</summary>
    private static CertificateMaterial PutOldAuthority(SharedCertificateFixture fixture)
    {
        var made = fixture.Now - (TimeSpan.FromDays(3650) * 2 / 3) + TimeSpan.FromMinutes(10);
        var authority = CertificateIssuer.NewAuthority(made);
        var leaf = CertificateIssuer.Issue(authority, SharedCertificateFixture.Options.Names, fixture.Now);
        var material = new CertificateMaterial(authority, leaf, []);
        fixture.Cluster.Put(WellKnownResources.Secrets, new V1Secret
        {
            Metadata = new V1ObjectMeta { Name = "certificates", NamespaceProperty = "ns" },
            Type = "kubernetes.io/tls",
            Data = material.ToSecretData(),
        });
        return material;
    }
}
