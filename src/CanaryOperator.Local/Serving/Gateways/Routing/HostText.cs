namespace CanaryOperator.Local.Serving.Gateways.Routing;

/// <summary>Reads what a client wrote into its <c>Host</c> header.</summary>
internal static class HostText
{
    /// <summary>The name in it: without a port, and without the dot at the end of names that are already complete.</summary>
    public static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> authority)
    {
        // A colon before the bracket is part of an IPv6 address.
        var colon = authority.LastIndexOf(':');
        var name = colon > authority.LastIndexOf(']') ? authority[..colon] : authority;
        return name.EndsWith('.') ? name[..^1] : name;
    }

    /// <summary>For rules, which do not know of that dot: port and case stay as they were sent.</summary>
    public static ReadOnlySpan<char> WithoutRootDot(ReadOnlySpan<char> authority)
    {
        var name = NameOf(authority);
        return name.Length < authority.Length && authority[name.Length] == '.'
            ? string.Concat(name, authority[(name.Length + 1)..])
            : authority;
    }

    /// <summary>The host of a URL in a status; null when there is none.</summary>
    public static string? OfUrl(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Host : null;
}
