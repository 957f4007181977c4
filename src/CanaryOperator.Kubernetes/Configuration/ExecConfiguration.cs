namespace CanaryOperator.Kubernetes;

/// <summary>A credential plugin: a program that prints an <c>ExecCredential</c> of <c>client.authentication.k8s.io</c>.</summary>
public sealed record ExecConfiguration
{
    /// <summary><c>client.authentication.k8s.io/v1</c> or <c>/v1beta1</c>; the plugin must answer in the same.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>A path, or a name to look up in <c>PATH</c>.</summary>
    public required string Command { get; init; }

    /// <summary>Passed on one by one, without a shell.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Added to the environment of this process.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentVariables { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What a person should do to get the plugin, for when it is missing.</summary>
    public string? InstallHint { get; init; }

    /// <summary>Tell the plugin which cluster it is asked for.</summary>
    public bool ProvideClusterInfo { get; init; }

    /// <summary>JSON that the cluster's entry holds for the plugin (extension <c>client.authentication.k8s.io/exec</c>).</summary>
    public string? ClusterConfig { get; init; }

    /// <summary>The command alone: arguments and environment may hold secrets.</summary>
    public override string ToString() => Command;
}
