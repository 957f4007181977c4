namespace CanaryOperator.Runtime.Certificates;

/// <summary>How long self-managed certificates live, and when they are replaced.</summary>
internal static class CertificateLifetimes
{
    public static readonly TimeSpan Authority = TimeSpan.FromDays(3650);

    public static readonly TimeSpan Leaf = TimeSpan.FromDays(365);

    /// <summary>Certificates begin to be valid so long before they are made: the clock of an API server may be slow.</summary>
    public static readonly TimeSpan Backdate = TimeSpan.FromMinutes(5);

    /// <summary>
    /// From a new authority's publication to the first certificate of it: every API server must know the new bundle before any meets such
    /// a certificate.
    /// </summary>
    public static readonly TimeSpan Publication = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long an old authority stays in the bundle once nothing of it is to be served any more: for replicas that are slow to notice.
    /// </summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    /// <summary>The part of its life after which a certificate is replaced.</summary>
    public const double UsedLife = 2.0 / 3;
}
