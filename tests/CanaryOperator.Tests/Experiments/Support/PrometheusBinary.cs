using CanaryOperator.Local.ControlPlane.Assets;

namespace CanaryOperator.Tests.Experiments.Support;

/// <summary>Where the real Prometheus is; null where none could be had.</summary>
internal static class PrometheusBinary
{
    public static string? Path { get; } = ToolProvider.Prometheus(TimeProvider.System).Find()?[PrometheusRecipe.Prometheus];

    public static string? SkipReason { get; } = Path is null
        ? "There is no Prometheus, neither on the PATH nor in the cache; `-- assets` says why."
        : null;
}
