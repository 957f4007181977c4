namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <summary>apt with folders of its own: needs no rights and touches nothing of the system.</summary>
internal static class AptFolder
{
    public const string Apt = "apt-get";

    public static string SourcesFile(AssetsWorkspace workspace) => workspace.InWork("apt", "debian.sources");

    public static string Downloads(AssetsWorkspace workspace) => workspace.InWork("downloads");

    public static void Create(AssetsWorkspace workspace)
    {
        Directory.CreateDirectory(workspace.InWork("apt", "lists", "partial"));
        Directory.CreateDirectory(workspace.InWork("apt", "cache", "archives", "partial"));
        Directory.CreateDirectory(Downloads(workspace));
        File.WriteAllText(workspace.InWork("apt", "status"), string.Empty);
    }

    /// <summary>Runs apt where its downloads are to go.</summary>
    /// <exception cref="AssetsStepException">It failed.</exception>
    public static Task DownloadAsync(AssetsWorkspace workspace, IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        workspace.RunAsync(
            new(Apt, [.. Options(workspace), .. command], workspace.Log) { WorkingDirectory = Downloads(workspace) }, cancellationToken);

    /// <summary>What makes apt look at our folders only; its proxy and other settings of the machine stay in force.</summary>
    public static IReadOnlyList<string> Options(AssetsWorkspace workspace) =>
    [
        "-o", $"Dir::Etc::SourceList={SourcesFile(workspace)}",
        "-o", "Dir::Etc::SourceParts=/dev/null",
        "-o", $"Dir::State::Lists={workspace.InWork("apt", "lists")}",
        "-o", $"Dir::Cache={workspace.InWork("apt", "cache")}",
        // What is installed, pinned or preferred on the machine must not decide which versions we get.
        "-o", $"Dir::State::Status={workspace.InWork("apt", "status")}",
        "-o", "Dir::Etc::Preferences=/dev/null",
        "-o", "Dir::Etc::PreferencesParts=/dev/null",
        "-o", $"APT::Default-Release={BookwormSources.Suite}",
        "-o", "Debug::NoLocking=1",
        // As root, apt would otherwise download as a user who cannot enter our folder.
        "-o", "APT::Sandbox::User=root",
        "-q",
    ];
}
