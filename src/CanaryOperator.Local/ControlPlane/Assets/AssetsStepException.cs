namespace CanaryOperator.Local.ControlPlane.Assets;

/// <summary>This way to get the binaries does not work here; the message says why. The next way is tried.</summary>
internal sealed class AssetsStepException : Exception
{
    public AssetsStepException(string message)
        : base(message)
    {
    }

    public AssetsStepException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
