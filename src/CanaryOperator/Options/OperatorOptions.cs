using CanaryOperator.Experiments;
using CanaryOperator.Runtime.Hosting;
using CanaryOperator.Runtime.LeaderElection;
using Serilog.Events;

namespace CanaryOperator.Options;

/// <summary>Everything that can be set on the command line.</summary>
internal sealed record OperatorOptions
{
    /// <summary>Null for <c>KUBECONFIG</c>, then the pod's service account, then <c>~/.kube/config</c>.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>Null for the kubeconfig's current context.</summary>
    public string? Context { get; init; }

    /// <summary>Where the Lease is kept and the configuration is read; null for the pod's, or the context's, namespace.</summary>
    public string? Namespace { get; init; }

    /// <summary>ConfigMap, in the same namespace as the Lease, with the configuration.</summary>
    public string ConfigMap { get; init; } = "inferenceservice-config";

    /// <summary>Whose InferenceServices are looked after; empty for all namespaces'.</summary>
    public IReadOnlyList<string> WatchNamespaces { get; init; } = [];

    /// <summary>Off only when it is certain that nobody else runs.</summary>
    public bool LeaderElect { get; init; } = true;

    public LeaderElectionConfig LeaderElection { get; init; } = new();

    public ListenAddress MetricsAddress { get; init; } = ListenAddress.Parse(":8080");

    /// <summary>Also the metrics whose number grows with that of the InferenceServices.</summary>
    public bool InferenceServiceMetrics { get; init; }

    public ListenAddress HealthAddress { get; init; } = ListenAddress.Parse(":8081");

    public WebhookOptions Webhooks { get; init; } = new();

    public ExperimentOptions Experiments { get; init; } = new();

    /// <summary>InferenceServices of one API group that are reconciled at the same time.</summary>
    public int Workers { get; init; } = 4;

    /// <summary>JSON, one object a line; otherwise for a terminal.</summary>
    public bool LogJson { get; init; }

    public LogEventLevel LogLevel { get; init; } = LogEventLevel.Information;
}
