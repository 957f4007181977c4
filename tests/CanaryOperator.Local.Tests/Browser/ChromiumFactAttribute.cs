using CanaryOperator.Local.ControlPlane.Assets;

namespace CanaryOperator.Local.Tests.Browser;

/// <summary>Needs the real Chromium, which the build has fetched where that is possible; without it, skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = Executable is null
        ? $"There is no {ChromiumRecipe.Chromium} on the PATH, and the build could not fetch one: see what it printed behind its name."
        : null;

    /// <summary>Null when there is none.</summary>
    public static string? Executable { get; } = ToolProvider.Chromium(TimeProvider.System).Find()?[ChromiumRecipe.Chromium];
}
