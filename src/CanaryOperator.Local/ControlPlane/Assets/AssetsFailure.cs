namespace CanaryOperator.Local.ControlPlane.Assets;

/// <summary>Why one way to get the binaries did not work, and what its reader can do about it.</summary>
internal sealed record AssetsFailure(string Source, string Reason, string Remedy);
