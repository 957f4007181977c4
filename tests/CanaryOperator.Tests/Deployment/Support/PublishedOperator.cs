using System.Diagnostics;
using System.Runtime.InteropServices;
using CanaryOperator.Local.ControlPlane.Processes;
using CanaryOperator.Tests.Architecture;

namespace CanaryOperator.Tests.Deployment.Support;

/// <summary>The operator as the Dockerfile publishes it, once for all tests.</summary>
/// <param name="Log">What the publish printed.</param>
internal sealed record PublishedOperator(string Executable, string Log)
{
    private static readonly Lazy<Task<PublishedOperator>> Shared = new(PublishAsync);

    public static Task<PublishedOperator> GetAsync() => Shared.Value;

    public Task<CapturedResult> RunAsync(params string[] arguments) =>
        CapturedProcess.RunAsync(new ProcessStartInfo(Executable, arguments), string.Empty, CancellationToken.None);

    private static async Task<PublishedOperator> PublishAsync()
    {
        // A folder of its own: other projects are being built, or run from, the usual one. It stays, so that the next run has less to do.
        var folder = Path.Combine(RepositoryRoot.Path, "artifacts", "image");
        var output = Path.Combine(folder, "app");
        if (Directory.Exists(output))
        {
            Directory.Delete(output, recursive: true);
        }

        string[] arguments =
        [
            "publish", "src/CanaryOperator", "-p:PublishProfile=Image", "--runtime", RuntimeInformation.RuntimeIdentifier,
            "--artifacts-path", folder, "--output", output, "-nodeReuse:false",
        ];
        var info = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = RepositoryRoot.Path };
        // The runner of the tests is a build itself, and what it tells its children is not meant for another build.
        foreach (var name in info.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            info.Environment.Remove(name);
        }

        var result = await CapturedProcess.RunAsync(info, string.Empty, CancellationToken.None);
        result.ExitCode.Should().Be(0, "dotnet publish works: {0}", result.Output);
        return new(Path.Combine(output, "CanaryOperator"), result.Output);
    }
}
