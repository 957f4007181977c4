namespace CanaryOperator.Tests.Deployment.Support;

/// <inheritdoc cref="HelmFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class HelmTheoryAttribute : TheoryAttribute
{
    public HelmTheoryAttribute() => Skip = Helm.SkipReason;
}
