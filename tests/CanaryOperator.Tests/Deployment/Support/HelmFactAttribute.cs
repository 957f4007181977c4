namespace CanaryOperator.Tests.Deployment.Support;

/// <summary>Needs helm; without it, skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class HelmFactAttribute : FactAttribute
{
    public HelmFactAttribute() => Skip = Helm.SkipReason;
}
