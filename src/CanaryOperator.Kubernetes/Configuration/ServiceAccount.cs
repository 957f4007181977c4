namespace CanaryOperator.Kubernetes.Configuration;

/// <summary>What the kubelet gives a pod to reach the API server with.</summary>
internal sealed class ServiceAccount(KubernetesEnvironment environment)
{
    private const string HostVariable = "KUBERNETES_SERVICE_HOST";
    private const string PortVariable = "KUBERNETES_SERVICE_PORT";
    private const string PodNamespaceVariable = "POD_NAMESPACE";

    private string TokenFile => Path.Combine(environment.ServiceAccountDirectory, "token");

    public bool Exists => Variable(HostVariable) is not null && Variable(PortVariable) is not null && File.Exists(TokenFile);

    public KubernetesClientConfiguration Resolve()
    {
        var configuration = new KubernetesClientConfiguration
        {
            Host = Address(),
            Namespace = OwnNamespace(),
            AccessTokenFile = Mounted(TokenFile),
            CertificateAuthorityFile = Mounted(Path.Combine(environment.ServiceAccountDirectory, "ca.crt")),
        };
        ConfigurationRules.EnsureUsable(configuration, $"Service account in {environment.ServiceAccountDirectory}");
        return configuration;
    }

    private Uri Address()
    {
        var host = Variable(HostVariable);
        var port = Variable(PortVariable);
        if (host is null || port is null)
        {
            throw new KubeConfigException(
                $"{HostVariable} and {PortVariable} are not both set: this is not a pod. Give a kubeconfig file instead.");
        }

        var bracketed = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        return Uri.TryCreate($"https://{bracketed}:{port}", UriKind.Absolute, out var address)
            ? address
            : throw new KubeConfigException($"{HostVariable} '{host}' and {PortVariable} '{port}' make no address.");
    }

    private static string Mounted(string file) => File.Exists(file)
        ? file
        : throw new KubeConfigException($"{file} does not exist. Mount a service account into the pod (automountServiceAccountToken).");

    private string OwnNamespace()
    {
        if (Variable(PodNamespaceVariable) is { } named)
        {
            return named;
        }

        var file = Path.Combine(environment.ServiceAccountDirectory, "namespace");
        var mounted = File.Exists(file) ? File.ReadAllText(file).Trim() : null;
        return mounted.NullIfEmpty() ?? "default";
    }

    private string? Variable(string name) => environment.Variable(name).NullIfEmpty();
}
