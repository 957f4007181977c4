using CanaryOperator.Local.ControlPlane.Assets;

namespace CanaryOperator.Local.Tests.Serving.ModelServers;

/// <summary>
/// Needs Prometheus's <c>promtool</c>, which the build has fetched where that is possible; without it, skipped, with the reason.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PromtoolTheoryAttribute : TheoryAttribute
{
    public PromtoolTheoryAttribute() => Skip = Path is null
        ? "There is no promtool on the PATH, and the build could not fetch one: see what it printed behind 'prometheus'."
        : null;

    /// <summary>Null when there is none.</summary>
    public static string? Path { get; } = ToolProvider.Prometheus(TimeProvider.System).Find()?[PrometheusRecipe.Promtool];
}
