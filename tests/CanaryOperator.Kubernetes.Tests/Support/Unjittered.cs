namespace CanaryOperator.Kubernetes.Tests.Support;

/// <summary>Always draws the same number.</summary>
internal sealed class Unjittered(double value = 0) : Random
{
    public override double NextDouble() => value;
}
