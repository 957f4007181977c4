namespace CanaryOperator.Local.ControlPlane.Assets;

/// <summary>What the environment says about where things are: read once, at the edge, so that everything behind it can be tested.</summary>
internal sealed record LocalEnvironment(string? KubebuilderAssets, string CacheFolder, IReadOnlyList<string> SearchPath)
{
    public static LocalEnvironment Current() => From(
        Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    public static LocalEnvironment From(Func<string, string?> variable, string home)
    {
        var assets = variable("KUBEBUILDER_ASSETS");
        var cache = variable("XDG_CACHE_HOME");
        return new LocalEnvironment(
            string.IsNullOrEmpty(assets) ? null : Path.GetFullPath(assets),
            // The XDG specification tells to ignore relative paths.
            Path.Combine(Path.IsPathRooted(cache) ? cache : Path.Combine(home, ".cache"), "canary-operator"),
            variable("PATH")?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? []);
    }

    /// <summary>The program a shell would run; null when there is none.</summary>
    public string? FindOnPath(string program) =>
        SearchPath.Select(folder => Path.Combine(folder, program)).FirstOrDefault(IsExecutable);

    private static bool IsExecutable(string file) => File.Exists(file) && File.GetUnixFileMode(file).HasFlag(UnixFileMode.UserExecute);
}
