using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CanaryOperator.Testing;

/// <summary>The operator as the Dockerfile publishes it, for this machine; once in the life of the process.</summary>
/// <param name="Executable">Needs nothing but the files beside it.</param>
/// <param name="Log">What the publish printed.</param>
public sealed record PublishedOperator(string Executable, string Log)
{
    private static readonly Lazy<Task<PublishedOperator>> Shared = new(PublishAsync);

    /// <exception cref="InvalidOperationException">It does not publish; the message has what was printed.</exception>
    public static Task<PublishedOperator> GetAsync() => Shared.Value;

    private static async Task<PublishedOperator> PublishAsync()
    {
        // A folder of its own: other projects are being built, or run from, the usual one. It stays, so that the next run has less to do.
        var root = RootAbove(AppContext.BaseDirectory);
        var folder = Path.Combine(root, "artifacts", "image");
        var output = Path.Combine(folder, "app");
        if (Directory.Exists(output))
        {
            Directory.Delete(output, recursive: true);
        }

        string[] arguments =
        [
            "publish", "src/CanaryOperator", "-p:PublishProfile=Image", "--runtime", Platform, "--artifacts-path", folder,
            "--output", output, "-nodeReuse:false",
        ];
        var info = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = root, RedirectStandardOutput = true, UseShellExecute = false,
        };
        // The runner of the tests is a build itself, and what it tells its children is not meant for another build.
        foreach (var name in info.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            info.Environment.Remove(name);
        }

        using var process = Process.Start(info)!;
        var log = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode == 0
            ? new(Path.Combine(output, "CanaryOperator"), log)
            : throw new InvalidOperationException($"dotnet publish failed:{Environment.NewLine}{log}");
    }

    private static string Platform =>
        $"{(OperatingSystem.IsMacOS() ? "osx" : "linux")}-{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64")}";

    private static string RootAbove(string folder) =>
        File.Exists(Path.Combine(folder, "CanaryOperator.sln"))
            ? folder
            : RootAbove(Directory.GetParent(folder)?.FullName
                ?? throw new InvalidOperationException("CanaryOperator.sln is in no folder above."));
}
