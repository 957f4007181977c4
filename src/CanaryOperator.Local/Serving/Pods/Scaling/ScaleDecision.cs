namespace CanaryOperator.Local.Serving.Pods.Scaling;

/// <summary>How many pods a Revision should have now.</summary>
/// <param name="ChangesAfter">When time alone changes that; null for never.</param>
internal sealed record ScaleDecision(int Pods, TimeSpan? ChangesAfter = null);
