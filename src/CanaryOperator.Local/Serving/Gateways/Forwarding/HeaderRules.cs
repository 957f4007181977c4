using System.Collections.Frozen;
using Microsoft.Extensions.Primitives;

namespace CanaryOperator.Local.Serving.Gateways.Forwarding;

/// <summary>Headers that are about one connection only, and stop at the gateway.</summary>
internal static class HeaderRules
{
    private static readonly FrozenSet<string> HopByHop = FrozenSet.ToFrozenSet(
    [
        "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization", "TE", "Trailer", "Transfer-Encoding",
        "Upgrade",
    ], StringComparer.OrdinalIgnoreCase);

    // The rest of what a message to the pod gets from elsewhere: its target, its body, and the gateway's own answer to an expectation.
    private static readonly FrozenSet<string> NotCopied =
        HopByHop.Concat(["Host", "Content-Length", "Expect"]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <param name="connection">The message's <c>Connection</c> header, which may name more headers of its kind.</param>
    public static bool ReachesPod(string name, StringValues connection) =>
        !name.StartsWith(':') && !NotCopied.Contains(name) && !Names(connection, name);

    /// <inheritdoc cref="ReachesPod" path="/param"/>
    /// <remarks>A server names itself, and for the client that is the gateway.</remarks>
    public static bool ReachesClient(string name, StringValues connection) =>
        !HopByHop.Contains(name) && !name.Equals("Server", StringComparison.OrdinalIgnoreCase) && !Names(connection, name);

    private static bool Names(StringValues connection, string name) =>
        connection.Count > 0
        && connection.Any(value => value!.Split(',', StringSplitOptions.TrimEntries).Contains(name, StringComparer.OrdinalIgnoreCase));
}
