using CanaryOperator.Kubernetes.Configuration.KubeConfig;

namespace CanaryOperator.Kubernetes.Configuration;

internal static class ExecMapping
{
    private const string ClusterConfigExtension = "client.authentication.k8s.io/exec";

    public static ExecConfiguration ToConfiguration(SourcedEntry<UserEntry> user, ExecEntry exec, ClusterEntry cluster)
    {
        EnsureNotInteractive(user, exec);
        var command = exec.Command is { Length: > 0 } named ? named : throw user.Error("exec.command is missing; name the plugin to run");
        return new ExecConfiguration
        {
            ApiVersion = exec.ApiVersion ?? "",
            Command = command.Contains('/', StringComparison.Ordinal) ? user.FullPath(command)! : command,
            Arguments = exec.Args ?? [],
            EnvironmentVariables = Variables(user, exec),
            InstallHint = exec.InstallHint,
            ProvideClusterInfo = exec.ProvideClusterInfo ?? false,
            ClusterConfig = cluster.Extensions?.FirstOrDefault(e => e.Name == ClusterConfigExtension)?.Extension?.GetRawText(),
        };
    }

    private static void EnsureNotInteractive(SourcedEntry<UserEntry> user, ExecEntry exec)
    {
        switch (exec.InteractiveMode)
        {
            case "Never" or "IfAvailable":
            case null or "" when exec.ApiVersion != ExecApiVersions.V1:
                return;
            case "Always":
                throw user.Error("exec.interactiveMode is Always, but there is no terminal here; use a plugin that runs without one");
            default:
                throw user.Error("exec.interactiveMode must be Never or IfAvailable");
        }
    }

    private static Dictionary<string, string> Variables(SourcedEntry<UserEntry> user, ExecEntry exec)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in exec.Env ?? [])
        {
            var name = variable.Name is { Length: > 0 } given ? given : throw user.Error("an entry of exec.env has no name");
            variables[name] = variable.Value ?? "";
        }

        return variables;
    }
}
