using System.Security.Cryptography.X509Certificates;

namespace CanaryOperator.Runtime.Certificates;

/// <summary>
/// The next step in the life of shared certificates, decided from what they are and the time alone, so that all replicas decide alike.
/// <para>
/// A certificate is replaced by one of the same authority at once. A new authority takes three steps, each stored before the next: it is
/// put into the bundle in front of the old one; once API servers have had the time to learn of it, a certificate of it is issued; once
/// all replicas have had the time to take that, the old authority leaves the bundle.
/// </para>
/// </summary>
/// <param name="Wanted">To be stored instead; null when nothing is to be done now.</param>
/// <param name="LookAgain">When the next step may be due, if nothing is to be done now.</param>
internal sealed record CertificatePlan(CertificateMaterial? Wanted, DateTimeOffset LookAgain)
{
    /// <param name="names">What the certificate must be good for.</param>
    public static CertificatePlan Next(CertificateMaterial? current, IReadOnlyList<string> names, DateTimeOffset now)
    {
        if (current is null)
        {
            var authority = CertificateIssuer.NewAuthority(now);
            return Store(new CertificateMaterial(authority, CertificateIssuer.Issue(authority, names, now), []));
        }

        if (now >= ReplacementOf(current.Authority))
        {
            return Store(new CertificateMaterial(CertificateIssuer.NewAuthority(now), current.Leaf, [PublicPart(current.Authority)]));
        }

        var isOfNewest = current.Leaf.IssuerName.RawData.AsSpan().SequenceEqual(current.Authority.SubjectName.RawData);
        var published = MadeAt(current.Authority) + CertificateLifetimes.Publication;
        if (!isOfNewest)
        {
            return now >= published ? Store(Reissue(current, names, now)) : Wait(published);
        }

        if (now >= ReplacementOf(current.Leaf))
        {
            return Store(Reissue(current, names, now));
        }

        var existing = CertificateNames.Of(current.Leaf);
        if (!existing.IsSupersetOf(CertificateNames.Normalize(names)))
        {
            // Also the names it had: replicas of another version may need them, and would put them back in.
            return Store(Reissue(current, [.. names.Union(existing)], now));
        }

        var settled = MadeAt(current.Leaf) + CertificateLifetimes.Overlap;
        if (current.OlderAuthorities.Count > 0 && now >= settled)
        {
            return Store(new CertificateMaterial(current.Authority, current.Leaf, []));
        }

        var next = Earlier(ReplacementOf(current.Authority), ReplacementOf(current.Leaf));
        return Wait(current.OlderAuthorities.Count > 0 ? Earlier(next, settled) : next);
    }

    private static CertificatePlan Store(CertificateMaterial wanted) => new(wanted, DateTimeOffset.MinValue);

    private static CertificatePlan Wait(DateTimeOffset until) => new(null, until);

    private static CertificateMaterial Reissue(CertificateMaterial current, IReadOnlyCollection<string> names, DateTimeOffset now) =>
        new(current.Authority, CertificateIssuer.Issue(current.Authority, names, now), current.OlderAuthorities);

    private static X509Certificate2 PublicPart(X509Certificate2 certificate) => X509CertificateLoader.LoadCertificate(certificate.RawData);

    private static DateTimeOffset MadeAt(X509Certificate2 certificate) =>
        new DateTimeOffset(certificate.NotBefore) + CertificateLifetimes.Backdate;

    private static DateTimeOffset ReplacementOf(X509Certificate2 certificate)
    {
        var made = MadeAt(certificate);
        return made + ((new DateTimeOffset(certificate.NotAfter) - made) * CertificateLifetimes.UsedLife);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
