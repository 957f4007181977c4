namespace CanaryOperator.Api.Experiments;

/// <summary>A component of an InferenceService in the Experiment's namespace.</summary>
public sealed record ExperimentTarget
{
    /// <summary>Name. Required.</summary>
    public string? InferenceService { get; init; }

    /// <summary><c>serving.kserve.io</c> or <c>serving.kubeflow.org</c>. Default: the first.</summary>
    public string? Group { get; init; }

    /// <summary><c>predictor</c>, <c>transformer</c> or <c>explainer</c>. Default: <c>predictor</c>.</summary>
    public string? Component { get; init; }
}
