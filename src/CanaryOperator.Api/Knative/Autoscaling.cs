namespace CanaryOperator.Api.Knative;

/// <summary>Annotations on a revision template that Knative's autoscalers read, and values of them.</summary>
public static class Autoscaling
{
    public const string Prefix = "autoscaling.knative.dev/";

    /// <summary>Which autoscaler: <see cref="KpaClass"/> when absent, <see cref="HpaClass"/>, or one of somebody else.</summary>
    public const string Class = Prefix + "class";

    public const string MinScale = Prefix + "min-scale";
    public const string MaxScale = Prefix + "max-scale";
    public const string InitialScale = Prefix + "initial-scale";
    public const string Target = Prefix + "target";
    public const string Metric = Prefix + "metric";

    /// <summary>Knative's own autoscaler: by requests, down to no pods.</summary>
    public const string KpaClass = "kpa.autoscaling.knative.dev";

    /// <summary>Kubernetes' autoscaler: by processors and memory.</summary>
    public const string HpaClass = "hpa.autoscaling.knative.dev";
}
