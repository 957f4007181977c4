namespace CanaryOperator.Local.ControlPlane.Assets;

/// <summary>A way to fill the cache.</summary>
/// <param name="Name">As the user reads it.</param>
/// <param name="Slot">The folder of the cache that it fills: names what is in it, its version and platform.</param>
/// <param name="Remedy">What to do when it does not work.</param>
internal sealed record AssetsRecipe(string Name, string Slot, string Remedy, IReadOnlyList<IAssetsStep> Steps);
