namespace CanaryOperator.Tests.Experiments.Support;

/// <inheritdoc cref="PrometheusFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PrometheusTheoryAttribute : TheoryAttribute
{
    public PrometheusTheoryAttribute() => Skip = PrometheusBinary.SkipReason;
}
