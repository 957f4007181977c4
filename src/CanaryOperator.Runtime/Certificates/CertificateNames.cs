using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace CanaryOperator.Runtime.Certificates;

/// <summary>The DNS names and IP addresses that a certificate is good for.</summary>
internal static class CertificateNames
{
    public static X509SubjectAlternativeNameExtension ToExtension(IEnumerable<string> names)
    {
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                alternatives.AddIpAddress(address);
            }
            else
            {
                alternatives.AddDnsName(name);
            }
        }

        return new X509SubjectAlternativeNameExtension(alternatives.Build().RawData, critical: false);
    }

    /// <summary>The names as a certificate spells them: one of many spellings of an address, and DNS names in ASCII.</summary>
    public static HashSet<string> Normalize(IEnumerable<string> names) => Of(ToExtension(names));

    public static HashSet<string> Of(X509Certificate2 certificate) =>
        [.. certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(Of)];

    private static HashSet<string> Of(X509SubjectAlternativeNameExtension names) =>
        [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(address => address.ToString())];
}
