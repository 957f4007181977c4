namespace CanaryOperator.Core.Rollouts;

/// <summary>What the user wants of one component.</summary>
/// <param name="CanaryTrafficPercent">Null for no canary. Values outside 0 to 100 are refused by the planner, not by this type.</param>
/// <param name="TemplateHash">Identifies the pod template that the component's spec renders to.</param>
public sealed record RolloutSpec(long? CanaryTrafficPercent, string TemplateHash)
{
    public bool IsPercentValid => CanaryTrafficPercent is null or (>= 0 and <= 100);

    /// <summary>Share wanted for the newest revision; without a canary all of it.</summary>
    public int WantedPercent => (int)(CanaryTrafficPercent ?? 100);
}
