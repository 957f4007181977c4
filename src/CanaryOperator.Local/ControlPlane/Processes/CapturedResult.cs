namespace CanaryOperator.Local.ControlPlane.Processes;

internal sealed record CapturedResult(int ExitCode, string Output, string Error);
