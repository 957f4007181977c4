namespace CanaryOperator.Experiments.Http;

/// <summary>
/// Which addresses the operator asks on behalf of an Experiment. Whoever may write an Experiment could otherwise make the operator, which
/// reaches more than they do, ask any address of the cluster.
/// </summary>
internal sealed class UrlPolicy(IReadOnlyList<Uri> allowed)
{
    /// <summary>For a person: <c>allowed are ...</c>.</summary>
    public string Allowed { get; } = allowed.Count == 0
        ? "the operator's configuration allows no address"
        : $"allowed are {string.Join(", ", allowed)}";

    /// <summary>Scheme, host and port must be an allowed one's, and the path below its path.</summary>
    public bool Allows(Uri url) => url.UserInfo.Length == 0 && allowed.Any(prefix =>
        url.Scheme == prefix.Scheme
        && string.Equals(url.IdnHost, prefix.IdnHost, StringComparison.OrdinalIgnoreCase)
        && url.Port == prefix.Port
        && IsBelow(url.AbsolutePath, prefix.AbsolutePath));

    /// <summary>For a person: what of an address that is not allowed may be shown, and what is allowed instead.</summary>
    public string Refusal(Uri url) => url.UserInfo.Length > 0
        ? "An address must have no user and password in it; they belong into a Secret"
        : $"{url.GetLeftPart(UriPartial.Path)} may not be asked on behalf of an Experiment: {Allowed}";

    // Uri has taken out . and .. already. Some servers take an encoded slash for a slash, and what follows it for a way up.
    private static bool IsBelow(string path, string prefix)
    {
        var folder = prefix.TrimEnd('/') + "/";
        return folder == "/" || (path + "/").StartsWith(folder, StringComparison.Ordinal)
            && !path.Contains("%2f", StringComparison.OrdinalIgnoreCase)
            && !path.Contains("%5c", StringComparison.OrdinalIgnoreCase);
    }
}
