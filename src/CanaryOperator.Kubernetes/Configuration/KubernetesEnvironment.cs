namespace CanaryOperator.Kubernetes;

/// <summary>What the search for a configuration looks at outside its arguments. The only place that does; tests bring their own.</summary>
/// <param name="Variable">Value of an environment variable; null or empty when unset.</param>
/// <param name="HomeDirectory">Holds <c>.kube/config</c>.</param>
/// <param name="ServiceAccountDirectory">Holds <c>token</c>, <c>ca.crt</c> and <c>namespace</c> in a pod.</param>
public sealed record KubernetesEnvironment(Func<string, string?> Variable, string HomeDirectory, string ServiceAccountDirectory)
{
    /// <summary>That of this process.</summary>
    public static KubernetesEnvironment Current { get; } = new(
        Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        "/var/run/secrets/kubernetes.io/serviceaccount");
}
