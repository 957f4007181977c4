using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes;

namespace CanaryOperator.Local.Demos;

/// <summary>One way through the first tutorial: default, canary, promotion, pin.</summary>
/// <param name="Samples">Folder of its YAML.</param>
/// <param name="Kind">How the InferenceService is called in <c>kubectl get</c>.</param>
internal sealed record CanaryWalk(string Title, string Samples, string Kind, ResourceDescriptor<InferenceService> Resource)
{
    public static IReadOnlyList<CanaryStep> Steps { get; } =
    [
        new("The first model gets all traffic.", "default.yaml", new("", "100", null, Revision.First), new(Revision.First)),
        new(
            "A second model starts as a canary with 10 %.",
            "canary.yaml",
            new("90", "10", Revision.First, Revision.Second),
            new(Revision.First, Revision.Second)),
        new(
            "Dropping canaryTrafficPercent promotes it. The first model's pod goes: nothing is sent to it any more.",
            "promotion.yaml",
            new("", "100", null, Revision.Second),
            new(Revision.Second)),
        new(
            "canaryTrafficPercent: 0 goes back to the first model. Its pod comes back.",
            "pinned.yaml",
            new("100", "0", Revision.First, Revision.Second),
            new(Revision.First, Revision.Second)),
    ];
}
