using CanaryOperator.Kubernetes;

namespace CanaryOperator.Api.Experiments;

/// <summary>Descriptors of the kinds of experiments.</summary>
public static class ExperimentResources
{
    public static ResourceDescriptor<Experiment> Experiments { get; } = new(
        WellKnown.OperatorGroup, "v1alpha1", "Experiment", "experiments", ResourceScope.Namespaced, ApiJsonContext.Default.Experiment);

    public static ResourceDescriptor<MetricTemplate> MetricTemplates { get; } = new(
        WellKnown.OperatorGroup,
        "v1alpha1",
        "MetricTemplate",
        "metrictemplates",
        ResourceScope.Namespaced,
        ApiJsonContext.Default.MetricTemplate);

    public static ResourceDescriptor<ClusterMetricTemplate> ClusterMetricTemplates { get; } = new(
        WellKnown.OperatorGroup,
        "v1alpha1",
        "ClusterMetricTemplate",
        "clustermetrictemplates",
        ResourceScope.Cluster,
        ApiJsonContext.Default.ClusterMetricTemplate);
}
