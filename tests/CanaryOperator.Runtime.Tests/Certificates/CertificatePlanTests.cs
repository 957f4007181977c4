using System.Security.Cryptography.X509Certificates;
using System.Text;
using CanaryOperator.Runtime.Certificates;

namespace CanaryOperator.Runtime.Tests.Certificates;

public sealed class CertificatePlanTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Names = ["hooks", "hooks.ns.svc"];
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Nothing_yet_becomes_an_authority_of_ten_years_and_a_certificate_of_one()
    {
        var made = CertificatePlan.Next(null, ["hooks", "127.0.0.1"], Start).Wanted!;

        new DateTimeOffset(made.Authority.NotAfter).Should().Be(Start.AddDays(3650));
        new DateTimeOffset(made.Leaf.NotAfter).Should().Be(Start.AddDays(365));
        new DateTimeOffset(made.Leaf.NotBefore).Should().Be(Start.AddMinutes(-5));
        CertificateNames.Of(made.Leaf).Should().Equal("hooks", "127.0.0.1");
        made.OlderAuthorities.Should().BeEmpty();
        made.ShouldBeTrusted(made.Bundle, Start);
        using var key = made.Leaf.GetECDsaPublicKey();
        key!.KeySize.Should().Be(256);
    }

    [Fact]
    public void A_young_certificate_stays_until_two_thirds_of_its_life()
    {
        var current = Fresh();
        var due = Start + (TimeSpan.FromDays(365) * 2 / 3);

        CertificatePlan.Next(current, Names, Start).Should().Be(new CertificatePlan(null, due));
        CertificatePlan.Next(current, Names, due - Minute).Wanted.Should().BeNull();
        var next = CertificatePlan.Next(current, Names, due).Wanted!;

        next.Bundle.Should().Equal(current.Bundle, "the authority is good for many more");
        next.Leaf.SerialNumber.Should().NotBe(current.Leaf.SerialNumber);
        next.ShouldBeTrusted(current.Bundle, due);
    }

    [Fact]
    public void A_new_authority_is_published_a_minute_before_it_issues_and_a_day_before_the_old_one_goes()
    {
        var (old, due) = OldAuthority();
        CertificatePlan.Next(old, Names, due - Minute).LookAgain.Should().Be(due);

        var published = CertificatePlan.Next(old, Names, due).Wanted!;
        published.Leaf.Should().BeSameAs(old.Leaf);
        published.ShouldBeTrusted(published.Bundle, due);
        published.Authority.Subject.Should().NotBe(old.Authority.Subject);
        CertificatePlan.Next(published, Names, due).Should().Be(new CertificatePlan(null, due + Minute));

        var issued = CertificatePlan.Next(published, Names, due + Minute).Wanted!;
        issued.Bundle.Should().Equal(published.Bundle);
        issued.Leaf.Issuer.Should().Be(published.Authority.Subject);
        issued.ShouldBeTrusted(published.Bundle, due + Minute);
        var settled = due + Minute + TimeSpan.FromDays(1);
        CertificatePlan.Next(issued, Names, due + Minute).Should().Be(new CertificatePlan(null, settled));

        var alone = CertificatePlan.Next(issued, Names, settled).Wanted!;
        alone.OlderAuthorities.Should().BeEmpty();
        alone.Leaf.Should().BeSameAs(issued.Leaf);
        alone.ShouldBeTrusted(alone.Bundle, settled);
        CertificatePlan.Next(alone, Names, settled).Wanted.Should().BeNull();
    }

    [Fact]
    public void A_missing_name_is_added_to_those_there_are()
    {
        var next = CertificatePlan.Next(Fresh(), ["hooks", "other"], Start).Wanted!;

        CertificateNames.Of(next.Leaf).Should().BeEquivalentTo("hooks", "hooks.ns.svc", "other");
        CertificatePlan.Next(next, Names, Start).Wanted.Should().BeNull("a replica that needs fewer does not take any away");
    }

    [Fact]
    public void Names_are_compared_as_certificates_spell_them()
    {
        string[] names = ["0:0:0:0:0:0:0:1", "bücher.example"];
        var made = CertificatePlan.Next(null, names, Start).Wanted!;

        CertificatePlan.Next(made, names, Start).Wanted.Should().BeNull();
    }

    [Fact]
    public void What_is_stored_is_what_is_read()
    {
        var (old, due) = OldAuthority();
        var material = CertificatePlan.Next(old, Names, due).Wanted!;

        var read = CertificateMaterial.TryRead(material.ToSecretData())!;

        read.Bundle.Should().Equal(material.Bundle);
        read.LeafPem.Should().Be(material.LeafPem);
        read.ToSecretData().Should().BeEquivalentTo(material.ToSecretData());
    }

    [Theory]
    [InlineData("tls.crt")]
    [InlineData("tls.key")]
    [InlineData("ca.crt")]
    [InlineData("ca.key")]
    public void A_part_that_is_missing_or_broken_or_of_another_certificate_makes_all_unusable(string part)
    {
        var data = Fresh().ToSecretData().ToDictionary();
        var other = Fresh().ToSecretData()[part];

        CertificateMaterial.TryRead(data.Where(entry => entry.Key != part).ToDictionary()).Should().BeNull();
        CertificateMaterial.TryRead(With(data, part, Encoding.ASCII.GetBytes("nonsense"))).Should().BeNull();
        CertificateMaterial.TryRead(With(data, part, other)).Should().BeNull();
    }

    private static CertificateMaterial Fresh() => CertificatePlan.Next(null, Names, Start).Wanted!;

    /// <summary>An authority that is due soon, with a certificate that is not.</summary>
    private static (CertificateMaterial Material, DateTimeOffset Due) OldAuthority()
    {
        var due = Start + (TimeSpan.FromDays(3650) * 2 / 3);
        var authority = CertificateIssuer.NewAuthority(Start);
        return (new CertificateMaterial(authority, CertificateIssuer.Issue(authority, Names, due.AddDays(-10)), []), due);
    }

    private static Dictionary<string, byte[]> With(Dictionary<string, byte[]> data, string key, byte[] value) =>
        new(data) { [key] = value };
}
