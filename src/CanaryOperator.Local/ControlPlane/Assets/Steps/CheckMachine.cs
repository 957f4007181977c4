namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <summary>Says at once what would otherwise fail minutes later.</summary>
/// <param name="freeBytes">Of the disk that a folder is on.</param>
internal sealed class CheckMachine(LocalEnvironment environment, Func<string, long> freeBytes) : IAssetsStep
{
    private const long Gigabyte = 1_000_000_000;

    /// <summary>The build takes 3 GB at its peak.</summary>
    private const long Needed = 4 * Gigabyte;

    private static readonly (string Program, string Package)[] Programs =
    [
        (AptFolder.Apt, "apt"), ("dpkg", "dpkg"), ("dpkg-source", "dpkg-dev"), ("make", "make"), ("tar", "tar"), ("bash", "bash"),
    ];

    public string What => "Checking this machine";

    public TimeSpan Usual => TimeSpan.Zero;

    public Task RunAsync(AssetsWorkspace workspace, CancellationToken cancellationToken)
    {
        if (environment.FindOnPath(AptFolder.Apt) is null)
        {
            throw new AssetsStepException("there is no apt-get on the PATH: this way needs Debian.");
        }

        if (Programs.Where(tool => environment.FindOnPath(tool.Program) is null).ToArray() is { Length: > 0 } missing)
        {
            throw new AssetsStepException(
                $"the build needs {string.Join(", ", missing.Select(tool => tool.Program))}: "
                + $"apt-get install {string.Join(' ', missing.Select(tool => tool.Package))}");
        }

        var free = freeBytes(workspace.Work);
        if (free < Needed)
        {
            // Rounded down: 3.99 GB must not read as 4.
            var gigabytes = Math.Floor(free * 10.0 / Gigabyte) / 10;
            throw new AssetsStepException(
                $"the build needs {Needed / Gigabyte} GB while it runs, and the disk of {workspace.Work} has {gigabytes:0.0} GB free.");
        }

        return Task.CompletedTask;
    }
}
