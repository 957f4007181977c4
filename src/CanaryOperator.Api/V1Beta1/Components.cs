namespace CanaryOperator.Api.V1Beta1;

/// <summary>The components of an InferenceService by their type.</summary>
public static class Components
{
    public static IReadOnlyList<ComponentType> All { get; } = [ComponentType.Predictor, ComponentType.Transformer, ComponentType.Explainer];

    /// <summary>As in <c>spec.predictor</c>, <c>status.components.predictor</c>, and the value of the label <c>component</c>.</summary>
    public static string Key(this ComponentType type) => type switch
    {
        ComponentType.Predictor => "predictor",
        ComponentType.Transformer => "transformer",
        ComponentType.Explainer => "explainer",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    /// <summary>Null when the InferenceService has none.</summary>
    public static ComponentSpec? Component(this InferenceServiceSpec? spec, ComponentType type) => type switch
    {
        ComponentType.Predictor => spec?.Predictor,
        ComponentType.Transformer => spec?.Transformer,
        ComponentType.Explainer => spec?.Explainer,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    /// <summary>What it has; a valid one has at least a predictor.</summary>
    public static IEnumerable<ComponentType> Present(this InferenceServiceSpec? spec) =>
        All.Where(type => spec.Component(type) is not null);
}
