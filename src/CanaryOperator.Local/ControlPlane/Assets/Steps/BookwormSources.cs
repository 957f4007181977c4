using System.Text;

namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <summary>
/// From the machine's own apt sources: the same mirror and keys, but Debian 12, whatever suite the machine is of, because only that suite
/// has the complete Kubernetes source (later ones carry the client alone).
/// </summary>
internal static class BookwormSources
{
    public const string Suite = "bookworm";

    private static readonly string[] DebianSuites =
    [
        "oldoldstable", "oldstable", "stable", "testing", "unstable", "sid",
        "buster", "bullseye", Suite, "trixie", "forky", "duke",
    ];

    private static readonly string[] KeptOptions = ["Signed-By", "Trusted", "Check-Valid-Until", "Check-Date"];

    /// <returns>A deb822 file; null when the machine has no source of Debian itself.</returns>
    public static string? From(IEnumerable<AptSource> sources)
    {
        var debian = sources.Where(IsDebian).ToList();
        // Vendors who package for Debian use its suite names too, and have no such sources: their addresses end otherwise.
        var archives = debian.Where(source => source.Uris.Any(IsNamedDebian)).ToList();
        var stanzas = (archives.Count > 0 ? archives : debian).Select(Render).Distinct().ToList();
        return stanzas.Count > 0 ? string.Join('\n', stanzas) : null;
    }

    private static bool IsDebian(AptSource source) => source.Suites.Any(DebianSuites.Contains) && source.Components.Contains("main");

    private static bool IsNamedDebian(string uri) => uri.TrimEnd('/').Split('/')[^1].StartsWith("debian", StringComparison.Ordinal);

    private static string Render(AptSource source)
    {
        var text = new StringBuilder($"Types: deb deb-src\nURIs: {string.Join(' ', source.Uris)}\nSuites: {Suite}\nComponents: main\n");
        foreach (var name in KeptOptions)
        {
            if (source.Options.TryGetValue(name, out var value))
            {
                text.Append($"{name}: {value}\n");
            }
        }

        return text.ToString();
    }
}
