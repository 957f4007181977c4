using CanaryOperator.Kubernetes.Configuration.KubeConfig;

namespace CanaryOperator.Kubernetes.Configuration;

/// <summary>From the name of a context to a configuration that can be connected with.</summary>
internal sealed class KubeConfigResolver(MergedKubeConfig kubeConfig)
{
    /// <param name="contextName">Null for the current one.</param>
    public KubernetesClientConfiguration Resolve(string? contextName)
    {
        var context = FindContext(contextName);
        var cluster = Find(kubeConfig.Clusters, context, context.Entry.Cluster, "cluster")
            ?? throw context.Error("it names no cluster");
        var user = Find(kubeConfig.Users, context, context.Entry.User, "user")
            ?? new SourcedEntry<UserEntry>("user", "", new UserEntry(), context.File);

        var configuration = UserMapping.AddTo(ClusterMapping.ToConfiguration(cluster), user, cluster.Entry) with
        {
            CurrentContext = context.Name,
            Namespace = context.Entry.Namespace.NullIfEmpty() ?? "default",
        };
        ConfigurationRules.EnsureUsable(
            configuration, $"{context.File}: context '{context.Name}' (cluster '{cluster.Name}', user '{user.Name}')");
        return configuration;
    }

    private SourcedEntry<ContextEntry> FindContext(string? requested)
    {
        var name = requested.NullIfEmpty() ?? kubeConfig.CurrentContext.NullIfEmpty();
        if (name is null)
        {
            throw new KubeConfigException($"{kubeConfig.Files}: there is no current-context. Set one, or name one of: {KnownContexts()}.");
        }

        return kubeConfig.Contexts.TryGetValue(name, out var context)
            ? context
            : throw new KubeConfigException($"{kubeConfig.Files}: there is no context '{name}'. Name one of: {KnownContexts()}.");
    }

    private string KnownContexts() =>
        string.Join(", ", kubeConfig.Contexts.Keys.Order(StringComparer.Ordinal)).NullIfEmpty() ?? "(the files hold none)";

    private static SourcedEntry<TEntry>? Find<TEntry>(
        IReadOnlyDictionary<string, SourcedEntry<TEntry>> entries, SourcedEntry<ContextEntry> context, string? name, string kind)
    {
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        return entries.TryGetValue(name, out var entry) ? entry : throw context.Error($"its {kind} '{name}' does not exist");
    }
}
