namespace CanaryOperator.Local.ControlPlane.Assets;

/// <summary>One step on the way to the binaries.</summary>
internal interface IAssetsStep
{
    /// <summary>What it does, for the progress display: "Downloading the source".</summary>
    string What { get; }

    /// <summary>How long it takes on an ordinary machine and line.</summary>
    TimeSpan Usual { get; }

    /// <exception cref="AssetsStepException">It cannot be done here; the message says why.</exception>
    Task RunAsync(AssetsWorkspace workspace, CancellationToken cancellationToken);
}
