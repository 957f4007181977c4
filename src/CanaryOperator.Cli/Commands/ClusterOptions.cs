using System.CommandLine;
using CanaryOperator.Kubernetes;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Cli.Commands;

/// <summary>Which cluster and namespace, by the options that kubectl and Iter8 have for it.</summary>
internal sealed class ClusterOptions(CliHost host)
{
    private readonly Option<string?> _kubeconfig = new("--kubeconfig")
    {
        Description = "Path of a kubeconfig. Default: KUBECONFIG, the pod's service account, ~/.kube/config.",
        Recursive = true,
    };

    private readonly Option<string?> _context = new("--context", "--kube-context")
    {
        Description = "Context of the kubeconfig. Default: its current one.",
        Recursive = true,
    };

    private readonly Option<string?> _namespace = new("--namespace", "-n")
    {
        Description = "Default: the context's namespace.",
        Recursive = true,
    };

    public void AddTo(Command root)
    {
        root.Add(_kubeconfig);
        root.Add(_context);
        root.Add(_namespace);
    }

    /// <exception cref="KubeConfigException">No cluster is configured, or not in full.</exception>
    public Cluster Connect(ParseResult parsed)
    {
        var configuration = KubernetesClientConfiguration.BuildDefaultConfig(
            parsed.GetValue(_kubeconfig), parsed.GetValue(_context), host.Kubernetes);
        var options = new KubernetesClientOptions { FieldManager = "kubectl-canary", Timeout = TimeSpan.FromSeconds(30) };
        var client = new KubernetesClient(configuration, options, host.Clock, host.Random, NullLoggerFactory.Instance);
        return new(client, Namespace(parsed) ?? configuration.Namespace);
    }

    /// <summary>As the command line has it; null when it leaves it to the context.</summary>
    public string? Namespace(ParseResult parsed) => parsed.GetValue(_namespace);
}
