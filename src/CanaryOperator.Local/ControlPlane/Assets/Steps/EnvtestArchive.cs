namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <param name="Sha512">In hexadecimal digits.</param>
internal sealed record EnvtestArchive(Uri Link, string Sha512);
