namespace CanaryOperator.Kubernetes.Configuration;

/// <summary>Which kubeconfig files count, in order of precedence.</summary>
internal static class KubeConfigFiles
{
    private const string Variable = "KUBECONFIG";

    public static bool AreNamedBy(KubernetesEnvironment environment) => Named(environment).Length > 0;

    /// <returns>Full paths of files that exist; at least one.</returns>
    public static IReadOnlyList<string> Find(string? explicitPath, KubernetesEnvironment environment)
    {
        if (explicitPath is not null)
        {
            return File.Exists(explicitPath)
                ? [Path.GetFullPath(explicitPath)]
                : throw new KubeConfigException($"{explicitPath} does not exist. Give the path of a kubeconfig file.");
        }

        var named = Named(environment);
        if (named.Length > 0)
        {
            // A list may name files that only some machines have.
            var existing = named.Where(File.Exists).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal).ToArray();
            return existing.Length > 0
                ? existing
                : throw new KubeConfigException(
                    $"{Variable} names no file that exists ({string.Join(", ", named)}). Correct it or unset it.");
        }

        var home = Path.Combine(environment.HomeDirectory, ".kube", "config");
        return File.Exists(home)
            ? [home]
            : throw new KubeConfigException(
                $"No cluster is configured: {Variable} is not set and {home} does not exist. Give the path of a kubeconfig file.");
    }

    private static string[] Named(KubernetesEnvironment environment) =>
        (environment.Variable(Variable) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
}
