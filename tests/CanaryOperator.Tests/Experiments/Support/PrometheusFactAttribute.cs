namespace CanaryOperator.Tests.Experiments.Support;

/// <summary>Needs a Prometheus; without one, skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PrometheusFactAttribute : FactAttribute
{
    public PrometheusFactAttribute() => Skip = PrometheusBinary.SkipReason;
}
