using CanaryOperator.Local.ControlPlane.Assets;

namespace CanaryOperator.Local.Tests.Prometheus;

/// <summary>Needs the real Prometheus, which the build has fetched where that is possible; without it, skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PrometheusFactAttribute : FactAttribute
{
    public PrometheusFactAttribute() => Skip = Executable is null
        ? "There is no prometheus on the PATH, and the build could not fetch one: see what it printed behind 'prometheus'."
        : null;

    /// <summary>Null when there is none.</summary>
    public static string? Executable { get; } = ToolProvider.Prometheus(TimeProvider.System).Find()?[PrometheusRecipe.Prometheus];
}
