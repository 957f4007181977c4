using CanaryOperator.Rendering;

namespace CanaryOperator.Controllers;

/// <summary>A component's Knative Service as it should be, or why nothing can be rendered.</summary>
internal sealed record RenderedComponent(DesiredService? Desired, Problem? Problem);
