using System.Text.RegularExpressions;

namespace CanaryOperator.Api.Validation;

/// <summary>Kubernetes' rules for names, labels and annotations.</summary>
public static partial class DnsNames
{
    public const int LabelLength = 63;

    private const int SubdomainLength = 253;
    private const int MatchTimeoutMilliseconds = 10_000;

    /// <summary>Lower-case letters, digits and <c>-</c>, as containers and volumes are called.</summary>
    public static bool IsLabel(string name) => name.Length <= LabelLength && Label().IsMatch(name);

    public static bool IsSubdomain(string name) => name.Length <= SubdomainLength && Subdomain().IsMatch(name);

    /// <summary>Name of a label or annotation, with or without a domain before it.</summary>
    public static bool IsQualifiedName(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        var name = key[(slash + 1)..];
        return (slash < 0 || IsSubdomain(key[..slash])) && name.Length is > 0 and <= LabelLength && LabelText().IsMatch(name);
    }

    public static bool IsLabelValue(string value) => value.Length == 0 || (value.Length <= LabelLength && LabelText().IsMatch(value));

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.ExplicitCapture, MatchTimeoutMilliseconds)]
    private static partial Regex Label();

    [GeneratedRegex(
        @"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.ExplicitCapture, MatchTimeoutMilliseconds)]
    private static partial Regex Subdomain();

    [GeneratedRegex(@"\A[A-Za-z0-9]([-_.A-Za-z0-9]*[A-Za-z0-9])?\z", RegexOptions.ExplicitCapture, MatchTimeoutMilliseconds)]
    private static partial Regex LabelText();
}
