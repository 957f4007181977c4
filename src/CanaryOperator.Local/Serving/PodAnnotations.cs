namespace CanaryOperator.Local.Serving;

/// <summary>What the local cluster writes on a pod: they all share the address 127.0.0.1, so that an IP alone leads to none.</summary>
internal static class PodAnnotations
{
    /// <summary>Of all annotations that only the local cluster understands.</summary>
    public const string Prefix = "local.canaryoperator.io/";

    /// <summary>Where the pod answers predictions, as in <c>127.0.0.1:43121</c>. There before the pod is ready.</summary>
    public const string Address = Prefix + "address";

    /// <summary>Where Prometheus finds the pod's metrics, under <c>/metrics</c>.</summary>
    public const string MetricsAddress = Prefix + "metrics-address";
}
