using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Rendering;

namespace CanaryOperator.Controllers;

/// <summary>What an InferenceService asks for.</summary>
/// <param name="Runtime">Null for custom containers, and when none was found.</param>
/// <param name="Components">At least the predictor.</param>
/// <param name="IsValid">Components that it lacks are meant to be absent.</param>
internal sealed record RenderedInferenceService(
    SelectedRuntime? Runtime, IReadOnlyDictionary<ComponentType, RenderedComponent> Components, bool IsValid);
